package io.loyaltysuite.simulator.php;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as PHP writes it: an empty array is {@code []}, keys 0..n-1 make a list, all other keys an
 * object (protocol 3.5).
 */
public final class PhpJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PhpJson() {}

  /** The value as JSON bytes in UTF-8; maps need not be in normal form. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(Php.plain(Php.normal(value)));
  }

  /**
   * The JSON object as an array in normal form; a JSON list gets the keys 0, 1, ...; empty when the
   * text is no JSON array.
   */
  public static Optional<Map<String, Object>> read(byte[] json) {
    try {
      return Php.array(Php.normal(MAPPER.readValue(json, Object.class)));
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }
}
