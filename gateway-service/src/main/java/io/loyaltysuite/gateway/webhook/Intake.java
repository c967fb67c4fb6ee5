package io.loyaltysuite.gateway.webhook;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.loyaltysuite.gateway.activity.Activities;
import io.loyaltysuite.gateway.activity.Understand;
import io.loyaltysuite.gateway.activity.Understanding;
import io.loyaltysuite.gateway.portal.AppEvent;
import io.loyaltysuite.gateway.portal.AppEvents;
import io.loyaltysuite.gateway.portal.Installation;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.gateway.spool.Appended;
import io.loyaltysuite.gateway.spool.CommandLog;
import io.loyaltysuite.gateway.trace.TraceParent;
import io.loyaltysuite.gateway.trace.Traces;
import io.loyaltysuite.gateway.trace.Traces.Step;
import io.loyaltysuite.gateway.webhook.Refusals.Reason;
import io.loyaltysuite.gateway.webhook.form.ActivityCall;
import io.loyaltysuite.gateway.webhook.form.Message;
import io.loyaltysuite.gateway.webhook.form.PhpForm;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a webhook in: durable first, answered second.
 *
 * <pre>
 *   body ─▶ parse ─▶ recognise ─▶ event ─▶ AppEvents ─────────────────▶ 200 · 403 · 503
 *             │          │
 *            400        call ─▶ portal known, token right? ── no ──▶ audit, 403
 *                                 │         └ cannot be asked ────▶ 503
 *                        its share of the room used up? ── yes ───▶ 429
 *                                 │
 *                        understand (refused calls go on, too)
 *                                 │
 *                        command ─▶ CommandLog ─▶ durable ────────▶ 200
 *                                       └ neither Kafka nor PostgreSQL ─▶ 503
 * </pre>
 */
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final WebhookProperties properties;
  private final Installations installations;
  private final Shares shares;
  private final DatabaseQuestions database;
  private final AppEvents appEvents;
  private final Sealer sealer;
  private final CommandRecords records;
  private final CommandLog commands;
  private final Refusals refusals;
  private final WebhookMetrics metrics;
  private final Traces traces;

  Intake(
      WebhookProperties properties,
      Installations installations,
      Shares shares,
      DatabaseQuestions database,
      AppEvents appEvents,
      Sealer sealer,
      CommandRecords records,
      CommandLog commands,
      Refusals refusals,
      WebhookMetrics metrics,
      Traces traces) {
    this.properties = properties;
    this.installations = installations;
    this.shares = shares;
    this.database = database;
    this.appEvents = appEvents;
    this.sealer = sealer;
    this.records = records;
    this.commands = commands;
    this.refusals = refusals;
    this.metrics = metrics;
    this.traces = traces;
  }

  /** Takes a body within the size limit. The same body twice gives the same command twice. */
  CompletableFuture<Answer> take(byte[] body, @Nullable String traceParent, Instant receivedAt) {
    return switch (PhpForm.parse(body, properties.formLimits())) {
      case PhpForm.Parsed.Refused(var reason) -> malformed(reason);
      case PhpForm.Parsed.Form(var root) ->
          switch (Message.in(root)) {
            case Message.Unrecognised(var reason) -> malformed(reason);
            case Message.Event event ->
                database.ask(() -> completedFuture(note(event, body, receivedAt)));
            case Message.Call(var call) -> take(call, traceParent, receivedAt);
          };
    };
  }

  private CompletableFuture<Answer> take(
      ActivityCall call, @Nullable String traceParent, Instant receivedAt) {
    var known = installations.inMemory(call.memberId());
    return known.isPresent()
        ? take(call, known.get(), traceParent, receivedAt)
        : database.ask(
            () ->
                installations
                    .find(call.memberId())
                    .map(portal -> take(call, portal, traceParent, receivedAt))
                    .orElseGet(() -> forbidden(call, Reason.UNKNOWN_PORTAL, receivedAt)));
  }

  private CompletableFuture<Answer> take(
      ActivityCall call, Installation portal, @Nullable String traceParent, Instant receivedAt) {
    if (!portal.provedBy(call.applicationToken())) {
      return forbidden(call, Reason.WRONG_TOKEN, receivedAt);
    }
    var share = shares.take(call.memberId());
    if (share.isEmpty()) {
      log.debug("portal {} posts faster than its webhooks become durable", call.memberId());
      return completedFuture(Answer.PORTAL_BUSY);
    }
    return append(call, portal.language(), traceParent, receivedAt, share.get());
  }

  /** The share is given back whatever happens. */
  private CompletableFuture<Answer> append(
      ActivityCall call,
      String language,
      @Nullable String traceParent,
      Instant receivedAt,
      Runnable giveBack) {
    try {
      return append(command(call, language, receivedAt), traceParent)
          .whenComplete((_, _) -> giveBack.run());
    } catch (RuntimeException e) {
      giveBack.run();
      throw e;
    }
  }

  private ActivityCommand command(ActivityCall call, String language, Instant receivedAt) {
    var code = Activities.codeOf(call.code());
    var understanding = Understand.call(code, call.propertyTexts(), properties.timeZone());
    metrics.commanded(code, verdict(understanding));
    var replyTo = sealer.seal(call.eventToken(), call.memberId());
    return Commands.of(call, understanding, replyTo, language, receivedAt);
  }

  private CompletableFuture<Answer> append(ActivityCommand command, @Nullable String traceParent) {
    var trace = TraceParent.of(traceParent, UUID.fromString(command.getCommandId()));
    return commands
        .append(records.of(command, trace))
        .thenApply(appended -> traced(trace, command, answer(command, appended)));
  }

  private Answer traced(String trace, ActivityCommand command, Answer answer) {
    var begin = command.getInvocation().getReceivedAt();
    var step = new Step("webhook", SpanKind.SERVER, trace, begin, Instant.now(), answer.word());
    traces.step(step, SpanContext.getInvalid(), () -> {});
    return answer;
  }

  private static Answer answer(ActivityCommand command, Appended appended) {
    var answer = appended == Appended.DURABLE ? Answer.ACCEPTED : Answer.UNAVAILABLE;
    var invocation = command.getInvocation();
    log.debug(
        "webhook {}: portal {} workflow {} command {}",
        answer,
        invocation.getMemberId(),
        invocation.getWorkflowId(),
        command.getCommandId());
    return answer;
  }

  private Answer note(Message.Event event, byte[] body, Instant receivedAt) {
    var hash = Ids.sha256(new String(body, StandardCharsets.ISO_8859_1));
    return switch (appEvents.accept(
        new AppEvent(event.name(), event.data(), event.auth(), hash, event.sentAt(), receivedAt))) {
      case STORED -> Answer.NOTED;
      case REFUSED -> Answer.FORBIDDEN;
      case UNAVAILABLE -> Answer.UNAVAILABLE;
    };
  }

  private CompletableFuture<Answer> forbidden(ActivityCall call, Reason reason, Instant at) {
    refusals.report(call.memberId(), reason, at);
    return completedFuture(Answer.FORBIDDEN);
  }

  private static CompletableFuture<Answer> malformed(String reason) {
    log.debug("webhook malformed: {}", reason);
    return completedFuture(Answer.MALFORMED);
  }

  private static String verdict(Understanding understanding) {
    return switch (understanding) {
      case Understanding.Understood _ -> WebhookMetrics.UNDERSTOOD;
      case Understanding.Refused refused -> refused.code();
    };
  }
}
