package io.loyaltysuite.gateway.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Spans of calls. The trace of a call is the one that travels with it in {@code traceparent}, from
 * the webhook to the reply; work for many calls at once is a trace of its own with a link to each.
 * Without a collector in the settings nothing is recorded, at no cost.
 */
@Component
public final class Traces {
  private static final String COLLECTOR = "management.opentelemetry.tracing.export.otlp.endpoint";

  private final Optional<Tracer> tracer;

  Traces(ObjectProvider<OpenTelemetry> sdk, @Value("${" + COLLECTOR + ":}") String collector) {
    this.tracer =
        collector.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(sdk.getIfAvailable())
                .map(all -> all.getTracer("io.loyaltysuite"));
  }

  /**
   * One piece of a call's way.
   *
   * @param traceParent as it travels; a call without one has no trace
   * @param outcome from a closed set
   */
  public record Step(
      String name, SpanKind kind, String traceParent, Instant begin, Instant end, String outcome) {}

  /** Records work that was done for these calls together; the answer is for their steps. */
  public SpanContext together(
      String name, Instant begin, Instant end, Collection<String> traceParents) {
    if (tracer.isEmpty() || traceParents.isEmpty()) {
      return SpanContext.getInvalid();
    }
    var span = tracer.get().spanBuilder(name).setNoParent().setStartTimestamp(begin);
    traceParents.stream().flatMap(text -> TraceContext.of(text).stream()).forEach(span::addLink);
    var started = span.startSpan();
    started.end(end);
    return started.getSpanContext();
  }

  /**
   * Records a step, and what is measured about it: a histogram remembers the trace as an example.
   *
   * @param together what {@link #together} answered, or an invalid context
   */
  public void step(Step step, SpanContext together, Runnable measured) {
    var parent =
        tracer.isEmpty() ? Optional.<SpanContext>empty() : TraceContext.of(step.traceParent());
    if (tracer.isEmpty() || parent.isEmpty()) {
      measured.run();
      return;
    }
    var builder =
        tracer
            .get()
            .spanBuilder(step.name())
            .setSpanKind(step.kind())
            .setParent(Context.root().with(Span.wrap(parent.get())))
            .setStartTimestamp(step.begin())
            .setAttribute("outcome", step.outcome());
    if (together.isValid()) {
      builder.addLink(together);
    }
    var span = builder.startSpan();
    try (var _ = span.makeCurrent()) {
      measured.run();
    } finally {
      span.end(step.end());
    }
  }
}
