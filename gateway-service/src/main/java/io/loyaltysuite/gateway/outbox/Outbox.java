package io.loyaltysuite.gateway.outbox;

import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes events inside the caller's transaction: they are published if, and only if, it commits. The
 * bytes are final here, so a repeated publication is a copy.
 */
@Component
public class Outbox {
  private static final String SOURCE = "gateway";

  private final JdbcTemplate jdbc;
  private final EventCodec codec;
  private final OutboxPublisher publisher;

  Outbox(JdbcTemplate jdbc, EventCodec codec, OutboxPublisher publisher) {
    this.jdbc = jdbc;
    this.codec = codec;
    this.publisher = publisher;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void reports(List<DeliveryReport> reports) {
    store(
        reports.stream()
            .map(r -> row(Topics.DELIVERIES, r.getMemberId(), r, EventHeaders.of(r, SOURCE)))
            .toList());
  }

  /**
   * A command that follows from an earlier one.
   *
   * @param traceParent the trace it belongs to
   */
  public record Traced(ActivityCommand command, String traceParent) {}

  @Transactional(propagation = Propagation.MANDATORY)
  public void commands(List<Traced> commands) {
    store(commands.stream().map(this::row).toList());
  }

  private OutboxRow row(Traced traced) {
    var command = traced.command();
    var headers = EventHeaders.of(command, SOURCE);
    headers.add(EventHeaders.TRACEPARENT, traced.traceParent().getBytes(StandardCharsets.US_ASCII));
    return row(Topics.COMMANDS, command.getInvocation().getMemberId(), command, headers);
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void audits(List<AuditEvent> audits) {
    store(
        audits.stream()
            .map(a -> row(Topics.AUDIT, a.getMemberId(), a, EventHeaders.of(a, SOURCE)))
            .toList());
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void deadLetters(List<DeadLetter> letters) {
    store(
        letters.stream()
            .map(d -> row(Topics.DEAD_LETTERS, d.getMemberId(), d, EventHeaders.of(d, SOURCE)))
            .toList());
  }

  private OutboxRow row(String topic, String key, SpecificRecord event, Headers headers) {
    var all = StreamSupport.stream(headers.spliterator(), false).toList();
    return new OutboxRow(
        0,
        topic,
        key,
        codec.encode(topic, event),
        all.stream().map(Header::key).toList(),
        all.stream().map(h -> new String(h.value(), StandardCharsets.UTF_8)).toList());
  }

  private void store(List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        """
        insert into outbox (topic, key, value, header_names, header_values)
        values (?, ?, ?, ?, ?)\
        """,
        rows,
        rows.size(),
        (statement, row) -> {
          statement.setString(1, row.topic());
          statement.setString(2, row.key());
          statement.setBytes(3, row.value());
          statement.setObject(4, row.headerNames().toArray(String[]::new));
          statement.setObject(5, row.headerValues().toArray(String[]::new));
        });
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            publisher.wake();
          }
        });
  }
}
