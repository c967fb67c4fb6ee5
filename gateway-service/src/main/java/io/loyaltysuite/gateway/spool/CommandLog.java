package io.loyaltysuite.gateway.spool;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.loyaltysuite.gateway.spool.SpoolMeters.Fate;
import java.util.concurrent.CompletableFuture;

/**
 * Makes commands durable: in Kafka, or in PostgreSQL while Kafka does not take them.
 *
 * <pre>
 *   command ─▶ fits? ── no ──▶ cut to its identity ─▶ again
 *                │
 *          route of its partition
 *                ├ STRAIGHT ─▶ Kafka ─▶ acknowledged ──────────────────────────▶ DURABLE
 *                │               └ not in time: the route changes to SPOOL ─┐
 *                ├ SPOOL ───────────────────────────────────────────────────┴─▶ PostgreSQL ─▶ DURABLE
 *                │                                                                 └ away: Kafka's last word
 *                └ HELD ─▶ waits a moment for the route to open ─▶ again                ├ taken ─▶ DURABLE
 *                                                                                       └ not ──▶ UNAVAILABLE
 * </pre>
 *
 * <p>A command may stand on its topic twice, when Kafka takes it after it was stored; it is decided
 * once. Commands of a workflow keep their order when each comes after the one before it was
 * durable, unless PostgreSQL is away as well: then durable counts more.
 */
public final class CommandLog implements AutoCloseable {
  private final EventLog events;
  private final SpoolWriter spool;
  private final PartitionRoutes routes;
  private final Shortening shortening;
  private final Patience<Appended> patience;
  private final SpoolMeters meters;

  CommandLog(
      EventLog events,
      SpoolWriter spool,
      PartitionRoutes routes,
      Shortening shortening,
      SpoolProperties properties,
      SpoolMeters meters) {
    this.events = events;
    this.spool = spool;
    this.routes = routes;
    this.shortening = shortening;
    this.patience =
        new Patience<>("append-patience", properties.appendTimeout(), Appended.UNAVAILABLE);
    this.meters = meters;
  }

  /** Never blocks longer than Kafka's client does, 100 ms; never fails otherwise than by value. */
  public CompletableFuture<Appended> append(EncodedCommand command) {
    if (!events.fits(command)) {
      return route(shortening.shorten(command));
    }
    return route(command)
        .thenCompose(
            appended ->
                appended == Appended.UNFIT
                    ? route(shortening.shorten(command))
                    : completedFuture(appended));
  }

  private CompletableFuture<Appended> route(EncodedCommand command) {
    int partition = routes.partition(command.key());
    var route = routes.of(partition);
    return switch (route.enter()) {
      case STRAIGHT -> straight(route, partition, command).whenComplete((_, _) -> route.left());
      case SPOOL -> stored(route, partition, command).whenComplete((_, _) -> route.left());
      case HELD ->
          route.opening().thenComposeAsync(_ -> route(command), Thread::startVirtualThread);
    };
  }

  private CompletableFuture<Appended> straight(Route route, int partition, EncodedCommand command) {
    var sent = send(route, command);
    return inTime(sent)
        .thenCompose(
            appended -> {
              if (appended != Appended.UNAVAILABLE) {
                return completedFuture(appended);
              }
              route.failed();
              return spool
                  .store(partition, command)
                  .thenCompose(stored -> stored ? ended(Fate.STORED) : lastWord(sent));
            });
  }

  private CompletableFuture<Appended> stored(Route route, int partition, EncodedCommand command) {
    return spool
        .store(partition, command)
        .thenCompose(stored -> stored ? ended(Fate.STORED) : lastWord(send(route, command)));
  }

  private CompletableFuture<Appended> send(Route route, EncodedCommand command) {
    route.offered();
    var sent =
        events.append(
            EncodedCommand.topic(), command.memberId(), command.value(), command.headers());
    return sent.whenComplete((_, _) -> route.decided());
  }

  /** Kafka's answer, if it comes in time; the send itself goes on. */
  private CompletableFuture<Appended> inTime(CompletableFuture<Appended> sent) {
    return patience.with(sent.copy());
  }

  private CompletableFuture<Appended> lastWord(CompletableFuture<Appended> sent) {
    return sent.thenApply(
        appended -> {
          meters.ended(appended == Appended.UNAVAILABLE ? Fate.LOST : Fate.RESCUED);
          return appended;
        });
  }

  private CompletableFuture<Appended> ended(Fate fate) {
    meters.ended(fate);
    return completedFuture(Appended.DURABLE);
  }

  @Override
  public void close() {
    patience.close();
  }
}
