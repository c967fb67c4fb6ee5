package io.loyaltysuite.gateway.work;

import io.loyaltysuite.gateway.lane.Lanes;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes what decisions leave to be done in portals; it is done later, once, in their lanes. */
@Component
public class PortalWorks {
  private final WorkStore store;
  private final Outbox outbox;
  private final Lanes lanes;
  private final WorkMeters meters;

  PortalWorks(WorkStore store, Outbox outbox, Lanes lanes, WorkMeters meters) {
    this.store = store;
    this.outbox = outbox;
    this.lanes = lanes;
    this.meters = meters;
  }

  /**
   * A result that leaves work to be done.
   *
   * @param value the result as it stood on its topic
   * @param traceParent as it travelled with it; may be empty
   */
  @SuppressWarnings("ArrayRecordComponent") // Records are carried, never compared.
  public record Asked(OperationResult result, byte[] value, String traceParent) {}

  /** Why nobody could ever be told of the work's end; empty when all is well. */
  public static Optional<String> flaw(OperationResult result) {
    var work = result.getPortalWork();
    if (work == null || result.getInvocation() == null) {
      return Optional.of("portal work without invocation");
    }
    try {
      var _ = UUID.fromString(result.getCommandId());
    } catch (IllegalArgumentException notAnId) {
      return Optional.of("portal work of a command without id");
    }
    return work.getParameters().getOrDefault(Assignment.FOLLOW_UP, "").isEmpty()
        ? Optional.of("portal work without " + Assignment.FOLLOW_UP)
        : Optional.empty();
  }

  /**
   * Stores what is new, within the caller's transaction, and wakes its lanes.
   *
   * @return how many were known before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int store(List<Asked> asked, Instant now) {
    var fresh = asked.stream().filter(this::add).map(Asked::result).toList();
    outbox.reports(fresh.stream().map(result -> WorkReports.queued(result, now)).toList());
    if (!fresh.isEmpty()) {
      lanes.announce(fresh.stream().map(OperationResult::getMemberId).toList());
    }
    meters.stored(fresh.size());
    return asked.size() - fresh.size();
  }

  private boolean add(Asked asked) {
    var result = asked.result();
    var work = Assignment.workOf(result);
    var subject = work.getParameters().getOrDefault(Assignment.DEAL, result.getResultId());
    return store.add(result.getResultId(), result.getMemberId(), subject, work.getUntil(), asked);
  }
}
