package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.delivery.DeliveryMeters.Read.KNOWN;
import static io.loyaltysuite.gateway.delivery.DeliveryMeters.Read.POISON;
import static io.loyaltysuite.gateway.delivery.DeliveryMeters.Read.SKIPPED;
import static io.loyaltysuite.gateway.delivery.DeliveryMeters.Read.WORK;

import io.loyaltysuite.gateway.lane.Lanes;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.gateway.work.PortalWorks;
import io.loyaltysuite.gateway.work.PortalWorks.Asked;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads results: what a portal waits for is stored, together with the report that it is. Offsets
 * are committed by the binder after this returns, so nothing is read past undone work.
 *
 * <pre>
 *   poll ─▶ decode each ─┬─ a reply is due ─▶ stored once ─▶ queued ─┐
 *                        ├─ work is left ─▶ stored once ─▶ queued ───┤
 *                        ├─ no reply ─▶ skipped                      ├─▶ commit ─▶ lanes wake
 *                        ├─ poison ─▶ dead letter ───────────────────┘
 *                        └─ schema unknown for now ─▶ the whole poll again, later
 * </pre>
 *
 * A poll that is tried again may hold records of partitions that moved to another instance. They
 * are stored here as well: the offsets of the whole poll are committed afterwards, and a commit
 * must never pass a record that nobody has stored. What the other instance stored, too, is known by
 * its id.
 */
@Component("deliver")
class Deliver implements Consumer<Message<List<Object>>> {
  private static final Logger log = LoggerFactory.getLogger(Deliver.class);

  private final EventCodec codec;
  private final DeliveryStore store;
  private final PortalWorks works;
  private final Outbox outbox;
  private final Lanes lanes;
  private final TransactionTemplate transaction;
  private final DeliveryMeters meters;
  private final InstantSource clock;

  Deliver(
      EventCodec codec,
      DeliveryStore store,
      PortalWorks works,
      Outbox outbox,
      Lanes lanes,
      TransactionTemplate transaction,
      DeliveryMeters meters,
      InstantSource clock) {
    this.codec = codec;
    this.store = store;
    this.works = works;
    this.outbox = outbox;
    this.lanes = lanes;
    this.transaction = transaction;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void accept(Message<List<Object>> poll) {
    var records = PolledRecord.all(poll);
    meters.began(records);
    var sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (PolledRecord record : records) {
      sort(record, sorted);
    }
    transaction.executeWithoutResult(_ -> store(sorted));
    meters.read(SKIPPED, records.size() - sorted.size());
    meters.read(WORK, sorted.works().size());
    meters.read(POISON, sorted.deadLetters().size());
    meters.ended();
  }

  /** What became of a poll's records, those aside that concern nobody here. */
  private record Sorted(
      List<NewDelivery> deliveries, List<Asked> works, List<DeadLetter> deadLetters) {

    int size() {
      return deliveries.size() + works.size() + deadLetters.size();
    }
  }

  private void sort(PolledRecord record, Sorted sorted) {
    switch (codec.decode(Topics.RESULTS, record.value())) {
      case Decoded.Event(OperationResult result, _) when result.getPortalWork() != null ->
          PortalWorks.flaw(result)
              .ifPresentOrElse(
                  flaw -> sorted.deadLetters().add(poison(record, flaw)),
                  () -> sorted.works().add(asked(record, result)));
      case Decoded.Event(OperationResult result, _) -> {
        var invocation = result.getInvocation();
        if (invocation != null && !invocation.getReplyTo().isEmpty()) {
          sorted.deliveries().add(delivery(record, result, invocation));
        }
      }
      case Decoded.Event(var other, _) ->
          sorted.deadLetters().add(poison(record, "unexpected " + other.getSchema().getName()));
      case Decoded.Poison(var cause) -> sorted.deadLetters().add(poison(record, cause));
      case Decoded.Unavailable(var cause) ->
          throw new IllegalStateException("schema cannot be had now: " + cause);
    }
  }

  private static Asked asked(PolledRecord record, OperationResult result) {
    var origin = record.origin();
    return new Asked(result, origin.value(), origin.header(EventHeaders.TRACEPARENT));
  }

  private void store(Sorted sorted) {
    outbox.deadLetters(sorted.deadLetters());
    var now = clock.instant();
    meters.read(KNOWN, works.store(sorted.works(), now));
    var deliveries = sorted.deliveries();
    if (deliveries.isEmpty()) {
      return;
    }
    var fresh = store.add(deliveries);
    outbox.reports(fresh.stream().map(d -> Reports.queued(d.key(), now)).toList());
    if (!fresh.isEmpty()) {
      lanes.announce(fresh.stream().map(d -> d.key().memberId()).toList());
    }
    meters.stored(fresh, clock.instant());
    meters.read(KNOWN, deliveries.size() - fresh.size());
    log.debug("Stored {} of {} results", fresh.size(), deliveries.size());
  }

  private static NewDelivery delivery(
      PolledRecord record, OperationResult result, Invocation invocation) {
    var key =
        new DeliveryKey(
            result.getResultId(),
            result.getCommandId(),
            result.getMemberId(),
            invocation.getWorkflowId(),
            invocation.getActivityName(),
            invocation.getActivityCode());
    return new NewDelivery(
        key,
        record.origin(),
        invocation.getReplyTo(),
        invocation.getUseSubscription().equals("Y"),
        invocation.getReceivedAt(),
        Instant.ofEpochMilli(record.timestamp()),
        invocation.getSentAt(),
        deadline(invocation));
  }

  /** The earliest instant at which the step may stop waiting, by the portal's clock. */
  private static @Nullable Instant deadline(Invocation invocation) {
    long timeout = invocation.getTimeoutSeconds();
    var sentAt = invocation.getSentAt();
    return timeout > 0 && sentAt != null ? sentAt.plusSeconds(timeout) : null;
  }

  private DeadLetter poison(PolledRecord record, String cause) {
    log.warn("Result at {}/{} cannot be read: {}", record.partition(), record.offset(), cause);
    return record.deadLetter("undecodable", cause, clock.instant());
  }
}
