package io.loyaltysuite.simulator.php;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhpFormTest {

  @Test
  void writesTheDocumentedWebhookOctetByOctet() {
    assertThat(PhpForm.encode(DocumentedWebhook.fields())).isEqualTo(DocumentedWebhook.body());
  }

  @Test
  void readsBackWhatItWrites() {
    Map<String, Object> decoded = PhpForm.decode(DocumentedWebhook.body());

    assertThat(Php.plainMap(decoded)).isEqualTo(DocumentedWebhook.fields());
  }

  @Test
  void nullAndEmptyArraysDisappear() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("null", Php.NULL);
    fields.put("list", List.of());
    fields.put("map", Map.of());
    fields.put("text", "");

    assertThat(PhpForm.encode(fields)).isEqualTo("text=");
  }

  @Test
  void aNullElementLeavesAGapInTheIndices() {
    assertThat(PhpForm.encode(Map.of("a", Arrays.asList("x", null, "z"))))
        .isEqualTo("a%5B0%5D=x&a%5B2%5D=z");
  }

  @Test
  void scalarsAreWrittenAsPhpCastsThem() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("yes", true);
    fields.put("no", false);
    fields.put("float", 1.50);
    fields.put("whole", 2.0);
    fields.put("decimal", new BigDecimal("1500.50"));
    fields.put("int", -15);

    assertThat(PhpForm.encode(fields))
        .isEqualTo("yes=1&no=0&float=1.5&whole=2&decimal=1500.5&int=-15");
  }

  @Test
  void onlyLettersDigitsMinusUnderscoreAndDotStayPlain() {
    assertThat(PhpForm.encode(Map.of("k", "aZ09-_. []|\\~*():/é😀")))
        .isEqualTo("k=aZ09-_.+%5B%5D%7C%5C%7E%2A%28%29%3A%2F%C3%A9%F0%9F%98%80");
  }

  @Test
  void readsAppendedElementsAndKeepsTheLastOfEqualKeys() {
    assertThat(PhpForm.decode("a[]=1&a[]=2&b=x&b=y&c"))
        .isEqualTo(Map.of("a", Map.of("0", "1", "1", "2"), "b", "y", "c", ""));
  }

  @Test
  void replacesDotsAndSpacesInTopLevelNamesOnly() {
    assertThat(PhpForm.decode("a.b+c=1&d[e.f]=2"))
        .isEqualTo(Map.of("a_b_c", "1", "d", Map.of("e.f", "2")));
  }

  @Test
  void dropsWhatComesAfterTheMostFieldsThatAreRead() {
    assertThat(PhpForm.decode("a[]=1&&a[]=2&b=3", 2)).isEqualTo(PhpForm.decode("a[]=1&a[]=2"));
  }

  @Test
  void keepsATextWithAMalformedPercentSign() {
    assertThat(PhpForm.decode("a=100%25&b=100%")).isEqualTo(Map.of("a", "100%", "b", "100%"));
  }
}
