package io.loyaltysuite.loyalty.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordBytesTest {

  private static RecordHeaders headers() {
    var headers = new RecordHeaders();
    headers.add("ce_id", "1".getBytes(UTF_8));
    headers.add("ce_id", "again".getBytes(UTF_8));
    headers.add("empty", new byte[0]);
    headers.add("none", null);
    headers.add("zero", new byte[] {0, -1});
    return headers;
  }

  @Test
  void headersComeBackAsTheyWereInOrder() {
    assertThat(RecordBytes.headers(RecordBytes.ofHeaders(headers()))).isEqualTo(headers());
  }

  @Test
  void recordsComeBackAsTheyWere() {
    var record = new Outgoing("topic", new byte[] {1}, headers(), new byte[] {2, 3});
    var read = RecordBytes.records(RecordBytes.ofRecords(List.of(record, record)));
    assertThat(read).hasSize(2);
    assertThat(read.getLast().topic()).isEqualTo("topic");
    assertThat(read.getLast().key()).containsExactly(1);
    assertThat(read.getLast().headers()).isEqualTo(headers());
    assertThat(read.getLast().value()).containsExactly(2, 3);
  }

  @Test
  void nothingIsNoBytes() {
    assertThat(RecordBytes.ofRecords(List.of())).isEmpty();
    assertThat(RecordBytes.records(new byte[0])).isEmpty();
  }
}
