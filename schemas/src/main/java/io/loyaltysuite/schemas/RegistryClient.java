package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.RegistryAnswer.Away;
import io.loyaltysuite.schemas.RegistryAnswer.Known;
import io.loyaltysuite.schemas.RegistryAnswer.Missing;
import io.loyaltysuite.schemas.RegistryAnswer.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.avro.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with a Confluent-compatible schema registry. Every outcome is a value. */
final class RegistryClient implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;
  private static final int MAX_WORDS = 1000;

  private final CodecSettings settings;
  private final String base;
  private final HttpClient http;

  RegistryClient(CodecSettings settings) {
    this.settings = settings;
    this.base = settings.address();
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout());
    var caCertificate = settings.caCertificate();
    if (caCertificate != null) {
      client.sslContext(Authorities.trusting(caCertificate));
    }
    this.http = client.build();
  }

  /** Address without credentials, fit for messages. */
  String address() {
    return base;
  }

  /** Asks for the schema's id; {@link Known}, {@link Missing}, {@link Refused} or {@link Away}. */
  RegistryAnswer lookUp(String subject, Schema schema) {
    return send(post("/subjects/" + subject, schema));
  }

  /** Registers the schema, which does nothing when it is registered already. */
  RegistryAnswer register(String subject, Schema schema) {
    return send(post("/subjects/" + subject + "/versions", schema));
  }

  /** Asks for a schema's text by its id. */
  RegistryAnswer fetch(int id) {
    return send(request("/schemas/ids/" + id).GET().build());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest post(String path, Schema schema) {
    var body =
        JSON.createObjectNode()
            .put("schemaType", "AVRO")
            .put("schema", schema.toString())
            .toString();
    return request(path)
        .header("Content-Type", MEDIA_TYPE)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(settings.timeout())
            .header("Accept", MEDIA_TYPE + ", application/json");
    var user = settings.registryUrl().getUserInfo();
    if (user != null) {
      var basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + basic);
    }
    return request;
  }

  private RegistryAnswer send(HttpRequest request) {
    try {
      var body =
          BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES);
      var response = http.send(request, body);
      return read(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Away(base + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Away(base + ": interrupted while waiting");
    }
  }

  /**
   * The one place where HTTP becomes a {@link RegistryAnswer}. "Missing" must be the registry's own
   * word: a proxy's 404 says nothing about a schema.
   */
  static RegistryAnswer read(int status, String body) {
    var json = parse(body);
    int errorCode = json.path("error_code").asInt(0);
    if (status == 200 && json.path("id").isInt()) {
      return new Known(json.path("id").intValue());
    }
    if (status == 200 && json.path("schema").isString()) {
      return new RegistryAnswer.Text(json.path("schema").stringValue());
    }
    if (status == 404 && errorCode / 100 == 404) {
      return new Missing(words(json, body));
    }
    if (status >= 500 || status == 429) {
      return new Away("status " + status + ": " + words(json, body));
    }
    return new Refused(status, words(json, body));
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return JSON.createObjectNode();
    }
  }

  private static String words(JsonNode json, String body) {
    var words = json.path("message").asString(body);
    return words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS) + "…";
  }
}
