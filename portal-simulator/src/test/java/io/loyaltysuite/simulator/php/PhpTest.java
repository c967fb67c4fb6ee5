package io.loyaltysuite.simulator.php;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhpTest {

  @Test
  void textZeroIsEmptyAndTextFalseIsNot() {
    assertThat(Php.empty("0")).isTrue();
    assertThat(Php.empty("false")).isFalse();
    assertThat(Php.empty(0.0)).isTrue();
    assertThat(Php.empty(Map.of())).isTrue();
    assertThat(Php.empty(Php.NULL)).isTrue();
  }

  @Test
  void aScalarCastToAnArrayBecomesItsOnlyElement() {
    assertThat(Php.toArray("x")).isEqualTo(Map.of("0", "x"));
    assertThat(Php.toArray(Php.NULL)).isEmpty();
  }

  @Test
  void anArrayWithKeysInOrderIsAListAndWithAGapAnObject() {
    assertThat(json(Php.normal(List.of("a", "b")))).isEqualTo("[\"a\",\"b\"]");
    assertThat(json(Map.of("1", "b"))).isEqualTo("{\"1\":\"b\"}");
    assertThat(json(Map.of())).isEqualTo("[]");
  }

  @Test
  void nullAndDecimalsKeepTheirShape() {
    var value = new LinkedHashMap<String, Object>();
    value.put("null", Php.NULL);
    value.put("start", new BigDecimal("1795446334.102233"));

    assertThat(json(value)).isEqualTo("{\"null\":null,\"start\":1795446334.102233}");
  }

  @Test
  void aJsonListAndAJsonNullComeInNormalForm() {
    assertThat(PhpJson.read("{\"a\":[1,null]}".getBytes(StandardCharsets.UTF_8)))
        .hasValue(Map.of("a", Map.of("0", 1, "1", Php.NULL)));
  }

  @Test
  void malformedJsonIsNothing() {
    assertThat(PhpJson.read("{\"a\":".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(PhpJson.read("\"text\"".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void plainAndNormalAreInverse() {
    Map<String, Object> value = Map.of("list", List.of("a", List.of()), "text", "b");

    assertThat(Php.plain(Php.normal(value))).isEqualTo(value);
  }

  private static String json(Object value) {
    return new String(PhpJson.write(value), StandardCharsets.UTF_8);
  }
}
