package io.loyaltysuite.simulator.webhook;

import io.loyaltysuite.simulator.oauth.OAuthServer;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.time.Schedule;
import io.loyaltysuite.simulator.webhook.SentWebhook.Outcome;
import io.loyaltysuite.simulator.workflow.Departure;
import io.loyaltysuite.simulator.workflow.WebhookNote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sends the webhooks of one portal: delayed, side by side, in no promised order, each once and
 * never again. What the handler does not take is lost; only the record of it stays.
 */
public final class Courier {

  private final PortalState portal;
  private final OAuthServer oauth;
  private final Clock clock;
  private final Schedule schedule;
  private final Poster poster;
  private final WebhookLog log;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());
  private volatile Rudeness rudeness = Rudeness.NONE;

  /**
   * A courier without work.
   *
   * @param portal whose webhooks it sends
   * @param oauth issues their tokens
   * @param clock the portal's clock
   * @param schedule for delays
   * @param poster the HTTP client
   * @param kept how many records it keeps
   */
  public Courier(
      PortalState portal,
      OAuthServer oauth,
      Clock clock,
      Schedule schedule,
      Poster poster,
      int kept) {
    this.portal = portal;
    this.oauth = oauth;
    this.clock = clock;
    this.schedule = schedule;
    this.poster = poster;
    this.log = new WebhookLog(kept);
  }

  /** Queues the webhook of a step; dropped when its application is gone when it should leave. */
  public void send(Departure departure) {
    Instant now = clock.instant();
    var installed = portal.installation(departure.clientId());
    if (installed.isEmpty()) {
      return;
    }
    String body =
        PhpForm.encode(WebhookBody.of(departure, now, auth(installed.get(), departure.userId())));
    var letter = new Letter("activity", departure.workflowId(), departure.handler(), now, body);
    BooleanSupplier wanted = () -> portal.installation(departure.clientId()).isPresent();
    Rudeness rude = rudeness;
    var random = ThreadLocalRandom.current();
    if (random.nextDouble() < rude.lose()) {
      record(letter, Outcome.LOST, 0, 0, false, departure.report());
      return;
    }
    queue(letter, wanted, departure.report(), Duration.ZERO, false);
    if (random.nextDouble() < rude.duplicate()) {
      queue(letter, wanted, departure.report(), rude.duplicateDelay(), true);
    }
  }

  private Map<String, Object> auth(Installation installation, int userId) {
    if (userId == 0 || rudeness.reducedAuth()) {
      return AuthBlock.reduced(portal, installation.applicationToken());
    }
    Map<String, Object> block = AuthBlock.full(oauth, portal, installation, userId);
    if (rudeness.noRefreshToken()) {
      block.remove("refresh_token");
    }
    return block;
  }

  private void queue(
      Letter letter,
      BooleanSupplier wanted,
      Consumer<WebhookNote> report,
      Duration more,
      boolean copy) {
    Duration delay =
        portal.settings().behaviour().webhookDelay().pick().plus(more).plus(untilNextSlot());
    schedule.after(delay, () -> deliver(letter, wanted, report, copy));
  }

  private Duration untilNextSlot() {
    int perSecond = portal.settings().behaviour().webhooksPerSecond();
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    long now = System.nanoTime();
    long slot = nextSlot.getAndUpdate(next -> Math.max(next, now) + 1_000_000_000L / perSecond);
    return Duration.ofNanos(Math.max(0, slot - now));
  }

  private SentWebhook deliver(
      Letter letter, BooleanSupplier wanted, Consumer<WebhookNote> report, boolean copy) {
    if (!wanted.getAsBoolean()) {
      return record(letter, Outcome.DROPPED, 0, 0, copy, report);
    }
    long began = System.nanoTime();
    int status =
        poster.post(
            letter.handler(), letter.body(), portal.settings().behaviour().webhookTimeout());
    long millis = (System.nanoTime() - began) / 1_000_000;
    Outcome outcome =
        status == 0 ? Outcome.UNANSWERED : status / 100 == 2 ? Outcome.DELIVERED : Outcome.REFUSED;
    return record(letter, outcome, status, millis, copy, report);
  }

  private SentWebhook record(
      Letter letter,
      Outcome outcome,
      int status,
      long millis,
      boolean copy,
      Consumer<WebhookNote> report) {
    Instant left = clock.instant().minusMillis(millis);
    report.accept(new WebhookNote(left, status, millis, outcome.name().toLowerCase(Locale.ROOT)));
    var sent =
        new SentWebhook(
            numbers.incrementAndGet(),
            letter.kind(),
            letter.workflowId(),
            letter.handler(),
            letter.queuedAt(),
            left,
            status,
            millis,
            outcome,
            copy,
            letter.body());
    log.add(sent);
    return sent;
  }

  /** Queues an application event with tokens of the installer (protocol 6.5). */
  public CompletableFuture<SentWebhook> event(
      Installation installation, String event, Map<String, Object> data) {
    return post(
        installation,
        event,
        data,
        AuthBlock.full(oauth, portal, installation, installation.installerId()));
  }

  /**
   * Queues the event of an application that is gone: no rights are left, so there are no tokens.
   */
  public CompletableFuture<SentWebhook> farewell(
      Installation removed, String event, Map<String, Object> data) {
    return post(removed, event, data, AuthBlock.reduced(portal, removed.applicationToken()));
  }

  private CompletableFuture<SentWebhook> post(
      Installation installation, String event, Map<String, Object> data, Map<String, Object> auth) {
    Instant now = clock.instant();
    String body = PhpForm.encode(WebhookBody.ofEvent(event, data, now, auth));
    return later(new Letter(event, "", installation.application().handler().toString(), now, body));
  }

  /** Sends any form body to any address, at once: forged, malformed or repeated ones. */
  public CompletableFuture<SentWebhook> raw(String handler, String body) {
    var letter = new Letter("raw", "", handler, clock.instant(), body);
    return CompletableFuture.supplyAsync(
        () -> deliver(letter, () -> true, _ -> {}, false), schedule.workers());
  }

  private CompletableFuture<SentWebhook> later(Letter letter) {
    var sent = new CompletableFuture<SentWebhook>();
    schedule.after(
        portal.settings().behaviour().webhookDelay().pick(),
        () -> sent.complete(deliver(letter, () -> true, _ -> {}, false)));
    return sent;
  }

  /** What goes wrong from now on. */
  public void rudeness(Rudeness changed) {
    rudeness = changed;
  }

  /** What goes wrong now. */
  public Rudeness rudeness() {
    return rudeness;
  }

  /** Everything sent, counted and in part remembered. */
  public WebhookLog log() {
    return log;
  }

  private record Letter(
      String kind, String workflowId, String handler, Instant queuedAt, String body) {}
}
