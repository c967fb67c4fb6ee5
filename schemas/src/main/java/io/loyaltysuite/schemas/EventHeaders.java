package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of a record: CloudEvents in binary mode, correlation, and what the journal indexes
 * without decoding. They follow from the event alone, so copies of an event have equal headers. A
 * value that an event does not have is left out.
 */
public final class EventHeaders {

  public static final String CE_ID = "ce_id";
  public static final String CE_TYPE = "ce_type";
  public static final String CE_SOURCE = "ce_source";

  /** The workflow. */
  public static final String CE_SUBJECT = "ce_subject";

  public static final String CE_TIME = "ce_time";
  public static final String CE_SPECVERSION = "ce_specversion";

  /** W3C trace context; set by whoever has a trace. */
  public static final String TRACEPARENT = "traceparent";

  /** The workflow: everything that happened for one business process. */
  public static final String CORRELATION_ID = "correlation_id";

  /** The command that led to the event. */
  public static final String CAUSATION_ID = "causation_id";

  public static final String CE_ACTIVITY = "ce_activity";
  public static final String CE_STATUS = "ce_status";
  public static final String CE_ERRORCODE = "ce_errorcode";
  public static final String CE_KIND = "ce_kind";

  private EventHeaders() {}

  /** Headers of a command; its kind is the operation. */
  public static Headers of(ActivityCommand command, String source) {
    var invocation = command.getInvocation();
    var refusal = command.getRefusal();
    var headers = event(command, command.getCommandId(), source, invocation.getReceivedAt());
    correlate(headers, invocation.getWorkflowId(), command.getCommandId());
    add(headers, CE_ACTIVITY, invocation.getActivityCode());
    add(headers, CE_KIND, command.getOperation());
    add(headers, CE_ERRORCODE, refusal == null ? "" : refusal.getCode());
    return headers;
  }

  /** Headers of a result; its kind is the operation. */
  public static Headers of(OperationResult result, String source) {
    var invocation = result.getInvocation();
    var headers = event(result, result.getResultId(), source, result.getEffectiveAt());
    correlate(headers, invocation == null ? "" : invocation.getWorkflowId(), result.getCommandId());
    add(headers, CE_ACTIVITY, invocation == null ? "" : invocation.getActivityCode());
    add(headers, CE_KIND, result.getOperation());
    add(headers, CE_STATUS, result.getStatus());
    add(headers, CE_ERRORCODE, result.getErrorCode());
    return headers;
  }

  /**
   * Headers of a delivery report. The portal's own error codes stay inside: they are another set.
   */
  public static Headers of(DeliveryReport report, String source) {
    var headers = event(report, report.getReportId(), source, report.getAt());
    correlate(headers, report.getWorkflowId(), report.getCommandId());
    add(headers, CE_ACTIVITY, report.getActivityCode());
    add(headers, CE_KIND, report.getKind());
    return headers;
  }

  /** Headers of an audit event; its status is the outcome. */
  public static Headers of(AuditEvent audit, String source) {
    var headers = event(audit, audit.getAuditId(), source, audit.getAt());
    add(headers, CE_KIND, audit.getKind());
    add(headers, CE_STATUS, audit.getOutcome());
    return headers;
  }

  /** Headers of a dead letter; it keeps the correlation of the record that died. */
  public static Headers of(DeadLetter letter, String source) {
    var headers = event(letter, letter.getDeadLetterId(), source, letter.getAt());
    correlate(headers, original(letter, CORRELATION_ID), original(letter, CAUSATION_ID));
    add(headers, CE_ACTIVITY, original(letter, CE_ACTIVITY));
    add(headers, CE_KIND, letter.getCause());
    return headers;
  }

  /** Text of a header; empty when it is absent. The last of several counts, as in Kafka. */
  public static String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Type of an event, such as {@code io.loyaltysuite.OperationResult.v1}. */
  static String type(SpecificRecord event) {
    var schema = event.getSchema();
    var version = schema.getNamespace().substring(schema.getNamespace().lastIndexOf('.') + 1);
    return "io.loyaltysuite." + schema.getName() + "." + version;
  }

  private static Headers event(SpecificRecord event, String id, String source, Instant time) {
    var headers = new RecordHeaders();
    add(headers, CE_SPECVERSION, "1.0");
    add(headers, CE_ID, id);
    add(headers, CE_TYPE, type(event));
    add(headers, CE_SOURCE, source);
    add(headers, CE_TIME, time.toString());
    return headers;
  }

  private static void correlate(Headers headers, String workflowId, String commandId) {
    add(headers, CE_SUBJECT, workflowId);
    add(headers, CORRELATION_ID, workflowId);
    add(headers, CAUSATION_ID, commandId);
  }

  private static void add(Headers headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String original(DeadLetter letter, String name) {
    ByteBuffer value = letter.getHeaders().get(name);
    return value == null ? "" : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
  }
}
