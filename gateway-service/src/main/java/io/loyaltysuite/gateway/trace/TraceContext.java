package io.loyaltysuite.gateway.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads W3C's {@code traceparent}. Pure. */
final class TraceContext {
  private static final Pattern FORM =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

  private TraceContext() {}

  /**
   * The context in a header; empty when there is none. Whether its trace is recorded follows from
   * its id alone, so every service decides the same and a caller cannot make us record.
   */
  static Optional<SpanContext> of(String traceParent) {
    var match = FORM.matcher(traceParent);
    if (!match.matches()) {
      return Optional.empty();
    }
    var context =
        SpanContext.createFromRemoteParent(
            match.group(1), match.group(2), TraceFlags.getSampled(), TraceState.getDefault());
    return context.isValid() ? Optional.of(context) : Optional.empty();
  }
}
