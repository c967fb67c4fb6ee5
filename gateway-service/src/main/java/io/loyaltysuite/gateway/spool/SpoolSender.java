package io.loyaltysuite.gateway.spool;

import io.loyaltysuite.gateway.spool.SpoolMeters.Drained;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends stored commands to Kafka, of each workflow one at a time: a later one is never taken before
 * an earlier one.
 */
final class SpoolSender {
  private final EventLog events;
  private final Shortening shortening;
  private final SpoolMeters meters;

  SpoolSender(EventLog events, Shortening shortening, SpoolMeters meters) {
    this.events = events;
    this.shortening = shortening;
    this.meters = meters;
  }

  /**
   * Sends and awaits the acknowledgements; stops at the first thing that Kafka does not take.
   *
   * @param commands in the order of their ids
   * @return ids of those that Kafka has
   */
  List<Long> send(List<StoredCommand> commands) {
    Map<StoredCommand.Workflow, Deque<StoredCommand>> queues = new LinkedHashMap<>();
    commands.forEach(
        one -> queues.computeIfAbsent(one.workflow(), _ -> new ArrayDeque<>()).add(one));
    var taken = new ArrayList<Long>();
    int offered = 0;
    while (!queues.isEmpty() && taken.size() == offered) {
      var wave = queues.values().stream().map(Deque::removeFirst).toList();
      queues.values().removeIf(Collection::isEmpty);
      offered += wave.size();
      taken.addAll(sendTogether(wave));
    }
    return taken;
  }

  private List<Long> sendTogether(List<StoredCommand> wave) {
    var acknowledged = wave.stream().map(StoredCommand::command).map(this::send).toList();
    var taken = new ArrayList<Long>();
    for (int i = 0; i < wave.size(); i++) {
      if (acknowledged.get(i).join()) {
        taken.add(wave.get(i).id());
      }
    }
    return taken;
  }

  /** What has become unfit while it was stored, since limits changed, is cut to its identity. */
  private CompletableFuture<Boolean> send(EncodedCommand command) {
    return append(command)
        .thenCompose(
            appended ->
                appended == Appended.UNFIT
                    ? append(shortening.shorten(command))
                        .thenApply(cut -> isTaken(cut, Drained.CUT))
                    : CompletableFuture.completedFuture(isTaken(appended, Drained.WHOLE)));
  }

  private CompletableFuture<Appended> append(EncodedCommand command) {
    return events.fits(command)
        ? events.append(
            EncodedCommand.topic(), command.memberId(), command.value(), command.headers())
        : CompletableFuture.completedFuture(Appended.UNFIT);
  }

  private boolean isTaken(Appended appended, Drained how) {
    if (appended == Appended.DURABLE) {
      meters.drained(how);
    }
    return appended == Appended.DURABLE;
  }
}
