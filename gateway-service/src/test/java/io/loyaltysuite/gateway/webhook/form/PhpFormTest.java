package io.loyaltysuite.gateway.webhook.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.webhook.form.FormNode.Branch;
import io.loyaltysuite.gateway.webhook.form.PhpForm.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhpFormTest {
  private static final FormLimits LIMITS = new FormLimits(100, 6, 200);

  @ParameterizedTest
  @CsvSource({
    "a=b+c%20d, b c d",
    "a=%D0%9A%D0%BE%D1%84%D0%B5, Кофе",
    "a=x%3Dy%26z, x=y&z",
    "a=x=y, x=y",
    "a=100%, 100%",
    "a=%zz%2, %zz%2",
    "a=%00, \uFFFD",
    "a=%FF, \uFFFD",
    "a=1&a=2, 2",
    "&&a=1&, 1",
    "%61=1, 1"
  })
  void decodesTexts(String body, String expected) {
    assertThat(form(body).text("a")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=", "a", ""})
  void keepsEmptyValues(String body) {
    assertThat(form(body).text("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[0]=x&a[1]=y",
        "a%5B0%5D=x&a%5B1%5D=y",
        "a[]=x&a[]=y",
        "a[5]=x&a[]=y",
        "a[9]=y&a[2]=x",
        "a[2]=x&a[9]=y",
        "a=lost&a[0]=x&a[1]=y",
        "a[0]=lost&a[1]=y&a[0]=x"
      })
  void buildsListsInTheOrderOfTheirIndices(String body) {
    assertThat(form(body).texts("a")).containsExactly("x", "y");
  }

  @Test
  void buildsNestedMaps() {
    var form = form("p[extra][lines][0][sku]=A-1&p[extra][lines][0][qty]=2&p[extra][channel]=q");
    assertThat(form.branch("p").plain())
        .isEqualTo(
            Map.of(
                "extra",
                Map.of("lines", List.of(Map.of("sku", "A-1", "qty", "2")), "channel", "q")));
  }

  @Test
  void writesAListWithGapsAsAMap() {
    assertThat(form("a[0]=x&a[2]=y").branch("a").plain()).isEqualTo(Map.of("0", "x", "2", "y"));
  }

  @Test
  void replacesABranchByALaterText() {
    assertThat(form("a[b]=1&a=2").text("a")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({"a[b=1, a[b", "[a]=1, [a]", "a]=1, a]"})
  void takesUnmatchedBracketsLiterally(String body, String name) {
    assertThat(form(body).text(name)).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[b]c=1", "a[b]c[d]=1", "a[b][c=1"})
  void dropsWhatFollowsTheLastWholeBracket(String body) {
    assertThat(form(body).branch("a").text("b")).isEqualTo("1");
  }

  @Test
  void refusesTooManyPairs() {
    assertThat(parse("a=1&".repeat(101))).isEqualTo(new Parsed.Refused("pairs: more than 100"));
  }

  @Test
  void refusesTooDeepKeys() {
    assertThat(parse("a" + "[b]".repeat(6) + "=1"))
        .isEqualTo(new Parsed.Refused("depth: 7 (expected: at most 6)"));
  }

  @Test
  void refusesTooLongKeys() {
    assertThat(parse("a".repeat(201) + "=1"))
        .isEqualTo(new Parsed.Refused("key: 201 characters (expected: at most 200)"));
  }

  @Test
  void saysNoTextWhenPrinted() {
    assertThat(form("a=secret&b[c]=secret").toString()).doesNotContain("secret");
    assertThat(String.valueOf(form("a=secret").child("a"))).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20260103})
  void readsWhatPhpWritesSeeded(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2500; i++) {
      var map = PhpEncoding.randomMap(random, 3);
      assertThat(form(PhpEncoding.encode(map)).plain()).isEqualTo(PhpEncoding.withoutEmpty(map));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6, 20260104})
  void neverFailsOnHostileBytesSeeded(long seed) {
    var random = new Random(seed);
    var alphabet = "[]=&%+ab01".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 20_000; i++) {
      var body = new byte[random.nextInt(40)];
      random.nextBytes(body);
      if (i % 2 == 0) {
        for (int at = 0; at < body.length; at++) {
          body[at] = alphabet[Math.floorMod(body[at], alphabet.length)];
        }
      }
      assertThat(PhpForm.parse(body, LIMITS)).as(Arrays.toString(body)).isNotNull();
    }
  }

  private static Branch form(String body) {
    return ((Parsed.Form) parse(body)).root();
  }

  private static Parsed parse(String body) {
    return PhpForm.parse(body.getBytes(StandardCharsets.UTF_8), LIMITS);
  }
}
