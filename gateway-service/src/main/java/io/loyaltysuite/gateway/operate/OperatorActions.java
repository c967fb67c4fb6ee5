package io.loyaltysuite.gateway.operate;

import io.loyaltysuite.gateway.delivery.AbandonedReplies;
import io.loyaltysuite.gateway.outbox.Outbox;
import io.loyaltysuite.gateway.portal.PortalCare;
import io.loyaltysuite.schemas.v1.AuditEvent;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What operators may ask for. Each action is stored and audited in one transaction; the work itself
 * follows in the portal's lane. Asked for twice, it is done twice at most.
 */
@Component
class OperatorActions {
  private static final int RESENT_AT_ONCE = 10_000;

  private final PortalCare care;
  private final AbandonedReplies replies;
  private final Outbox outbox;
  private final InstantSource clock;

  OperatorActions(PortalCare care, AbandonedReplies replies, Outbox outbox, InstantSource clock) {
    this.care = care;
    this.replies = replies;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Who asks for something, and why. */
  record Order(String memberId, String operator, String reason) {}

  /**
   * Looks at the portal now, whatever pause it has. The answer is how many portals that concerns.
   */
  @Transactional
  int check(Order order) {
    return done(order, "portal_check_ordered", id -> care.check(id, false) ? 1 : 0);
  }

  /** Registers the whole catalogue anew. */
  @Transactional
  int register(Order order) {
    return done(order, "portal_registration_ordered", id -> care.check(id, true) ? 1 : 0);
  }

  /** Sends replies again that were given up; the answer is how many. */
  @Transactional
  int resend(Order order) {
    return done(order, "replies_resend_ordered", id -> replies.sendAgain(id, RESENT_AT_ONCE));
  }

  private int done(Order order, String kind, ToIntFunction<String> action) {
    int concerned = action.applyAsInt(order.memberId());
    var audit =
        AuditEvent.newBuilder()
            .setAuditId(UUID.randomUUID().toString())
            .setMemberId(order.memberId())
            .setKind(kind)
            .setOutcome("accepted")
            .setActor(order.operator())
            .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .setReason(order.reason())
            .setDetails(Map.of("concerned", Integer.toString(concerned)))
            .build();
    outbox.audits(List.of(audit));
    return concerned;
  }
}
