package io.loyaltysuite.gateway.outbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** An event that waits for its publication. */
@SuppressWarnings("ArrayRecordComponent") // Rows are carried, never compared.
record OutboxRow(
    long id,
    String topic,
    String key,
    byte[] value,
    List<String> headerNames,
    List<String> headerValues) {

  ProducerRecord<byte[], byte[]> record() {
    var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    for (int i = 0; i < headerNames.size(); i++) {
      var header = headerValues.get(i).getBytes(StandardCharsets.UTF_8);
      record.headers().add(new RecordHeader(headerNames.get(i), header));
    }
    return record;
  }
}
