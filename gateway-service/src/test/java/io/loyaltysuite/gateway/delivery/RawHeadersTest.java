package io.loyaltysuite.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RawHeadersTest {

  @Test
  void mapsKnownHeadersAsBytesAndNothingElse() {
    var headers = new RecordHeaders();
    headers.add("ce_id", new byte[] {1});
    headers.add(
        "spring_json_header_types", "{\"x\":\"java.net.URL\"}".getBytes(StandardCharsets.UTF_8));
    headers.add("x", "\"http://evil\"".getBytes(StandardCharsets.UTF_8));
    var mapped = new HashMap<String, Object>();
    new RawHeaders().toHeaders(headers, mapped);
    assertThat(mapped).containsOnlyKeys("ce_id");
    assertThat(mapped.get("ce_id")).isEqualTo(new byte[] {1});
  }
}
