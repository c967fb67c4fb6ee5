package io.loyaltysuite.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The judge itself: what is as documented passes, and every kind of difference is found. */
class ApiDocumentTest {

  private static final String TEXT =
      """
      openapi: 3.1.0
      info: { title: Cards, version: "1" }
      paths:
        /cards/{card}:
          get:
            x-roles: [clerk]
            responses:
              "200":
                description: A card.
                headers:
                  ETag: { required: true, schema: { type: string } }
                content:
                  application/json:
                    schema: { $ref: "#/components/schemas/Card" }
                    example: { number: "1", since: null }
              "401": { $ref: "#/components/responses/Nobody" }
        /cards/{card}/picture:
          get:
            responses:
              "200":
                description: A picture.
                content: { image/png: {} }
          post:
            requestBody:
              content:
                application/json:
                  schema: { $ref: "#/components/schemas/Card" }
            responses:
              "204": { description: Kept. }
              "409":
                description: There is one.
                content:
                  application/json:
                    schema: { type: object, properties: { why: { type: string } } }
      components:
        responses:
          Nobody: { description: No login. }
        schemas:
          Card:
            type: object
            required: [number, since]
            properties:
              number: { type: string, minLength: 1 }
              since: { type: [string, "null"], format: date-time }
              properties: { type: object, additionalProperties: true }
      """;

  private static final ApiDocument DOCUMENT = document(TEXT);

  @Test
  void namesRoutesAndAnswers() {
    assertThat(DOCUMENT.routes())
        .containsExactly(
            "GET /cards/{card}", "GET /cards/{card}/picture", "POST /cards/{card}/picture");
    assertThat(DOCUMENT.answers())
        .containsExactly(
            "GET /cards/{card} 200",
            "GET /cards/{card} 401",
            "GET /cards/{card}/picture 200",
            "POST /cards/{card}/picture 204",
            "POST /cards/{card}/picture 409");
    assertThat(DOCUMENT.extension("GET /cards/{card}", "x-roles")).containsExactly("clerk");
    assertThat(DOCUMENT.answerOf(card("{}"))).contains("GET /cards/{card} 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'number':'7','since':null}",
        "{'number':'7','since':'2026-03-01T12:00:00Z','properties':{'colour':'red'}}"
      })
  void passesWhatIsDocumented(String body) {
    assertThat(DOCUMENT.faultsOf(card(body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'number':'7'}                                  | since",
        "{'number':7,'since':null}                       | integer found, string expected",
        "{'number':'','since':null}                      | /number",
        "{'number':'7','since':'yesterday'}              | /since",
        "{'number':'7','since':null,'colour':'red'}      | colour",
        "{'number'                                       | no JSON",
      })
  void findsWhatABodyHasOtherwise(String body, String fault) {
    assertThat(DOCUMENT.faultsOf(card(body)))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found).startsWith("GET /cards/{card} 200: ").contains(fault.strip()));
  }

  @Test
  void findsWhatAnAnswerHasOtherwise() {
    var nothing = Map.<String, String>of();
    assertThat(DOCUMENT.faultsOf(new Answer("GET", "/cards/1", 404, nothing, "")))
        .containsExactly("GET /cards/{card}: answer 404 is not documented");
    assertThat(DOCUMENT.faultsOf(new Answer("GET", "/cards/1", 401, nothing, "{}")))
        .containsExactly("GET /cards/{card} 401: a body where none is documented");
    assertThat(DOCUMENT.faultsOf(new Answer("GET", "/cards/1", 401, nothing, ""))).isEmpty();
    var text = Map.of("Content-Type", "text/plain");
    assertThat(DOCUMENT.faultsOf(new Answer("GET", "/cards/1", 200, text, "{}")))
        .containsExactly(
            "GET /cards/{card} 200: header ETag is missing",
            "GET /cards/{card} 200: type 'text/plain' (documented: [application/json])");
  }

  @Test
  void findsUndocumentedMethodsAndLeavesOtherPathsAlone() {
    var nothing = Map.<String, String>of();
    assertThat(DOCUMENT.faultsOf(new Answer("PUT", "/cards/1", 204, nothing, "")))
        .containsExactly("GET /cards/{card}: answer 204 is not documented");
    assertThat(DOCUMENT.faultsOf(new Answer("GET", "/actuator", 204, nothing, ""))).isEmpty();
    assertThat(DOCUMENT.faultsOf(new Answer("GET", "/cards/1/x", 204, nothing, ""))).isEmpty();
  }

  @Test
  void readsSchemasThatStandWhereTheyAreUsed() {
    var json = Map.of("Content-Type", "application/json");
    assertThat(
            DOCUMENT.faultsOf(
                new Answer("POST", "/cards/1/picture", 409, json, "{\"why\":\"full\"}")))
        .isEmpty();
    assertThat(
            DOCUMENT.faultsOf(new Answer("POST", "/cards/1/picture", 409, json, "{\"who\":\"x\"}")))
        .hasSize(1);
  }

  @Test
  void judgesRequests() {
    var route = "POST /cards/{card}/picture";
    var body = JsonMapper.shared().readTree("{\"number\":\"\"}");
    assertThat(DOCUMENT.faultsOfRequest(route, "application/json", body)).hasSize(2);
    assertThat(DOCUMENT.faultsOfRequest(route, "image/png", body))
        .containsExactly(route + ": requests of type image/png are not documented");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Cards,               | titel: Cards,              | title",
        "description: A picture.     | descriptoin: A picture.    | descriptoin",
        "number: '\"1\"', since: null| number: 1, since: null     | /number",
        "#/components/responses/Nobody | #/components/responses/None | #/components/responses/None",
        "minLength: 1                | minLenght: 1               | minLenght",
      })
  void refusesWhatIsNoSoundDocument(String right, String wrong, String fault) {
    var sound = right.strip().replace("'", "");
    assertThat(TEXT).contains(sound);
    assertThatThrownBy(() -> document(TEXT.replace(sound, wrong.strip())))
        .hasMessageContaining(fault.strip());
  }

  private static Answer card(String body) {
    return new Answer(
        "GET",
        "/cards/1?full=yes",
        200,
        Map.of("Content-Type", "application/json;charset=UTF-8", "ETag", "x"),
        body.replace('\'', '"'));
  }

  private static ApiDocument document(String yaml) {
    return ApiDocument.of(new YAMLMapper().readTree(yaml));
  }
}
