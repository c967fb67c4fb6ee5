package io.loyaltysuite.gateway.work;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.Deal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway, portals with a deal, and somebody who asks for work in them. */
final class DealSuite implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(10);

  /** Rows that are replaced for the first time in a portal get this number. */
  static final String FIRST_REPLACED = "1000001";

  private final GatewayWithPortals suite =
      GatewayWithPortals.inThisJvm(
          "--gateway.work.begin-margin=1s",
          "--gateway.work.settle-for=2s",
          "--gateway.work.sweep-interval=200ms",
          "--gateway.portal.request-timeout=5s");

  GatewayWithPortals suite() {
    return suite;
  }

  static Deal teaAndCup() {
    return Deal.of(7)
        .withRow(Map.of("PRODUCT_NAME", "Чай & «$result[x]» <b>", "PRICE", "1500", "QUANTITY", "1"))
        .withRow(Map.of("PRODUCT_NAME", "Cup", "PRICE", "500", "QUANTITY", "1"));
  }

  static Deal manual() {
    return Deal.of(7)
        .with("IS_MANUAL_OPPORTUNITY", "Y")
        .with("OPPORTUNITY", "1900")
        .withRow(Map.of("PRODUCT_NAME", "$result[s0] tea", "PRICE", "1500", "QUANTITY", "1"))
        .withRow(Map.of("PRODUCT_NAME", "Cup", "PRICE", "500", "QUANTITY", "1"));
  }

  Portal portal(String name, Deal deal) {
    var portal = suite.installed("deal-" + name);
    portal.put(deal);
    suite.loyalty().answers(portal.memberId(), _ -> Optional.empty());
    return portal;
  }

  record Asking(Portal portal, OperationResult result) {}

  Asking ask(Portal portal, Map<String, String> parameters) {
    return ask(portal, parameters, LONG);
  }

  Asking ask(Portal portal, Map<String, String> parameters, Duration left) {
    var replyTo = suite.bean(Sealer.class).seal("w|A1|x.y", portal.memberId());
    var result = Interim.result(portal.memberId(), replyTo, parameters, left);
    suite.loyalty().publish(result);
    return new Asking(portal, result);
  }

  /** One follow-up, exactly this, and no reply. */
  void ended(Asking asked, Map<String, String> told) {
    var result = asked.result();
    var id = FollowUp.id(result.getCommandId()).toString();
    await()
        .atMost(PATIENCE)
        .until(() -> followUps(asked.portal()).stream().anyMatch(c -> c.getCommandId().equals(id)));
    var own = followUps(asked.portal()).stream().filter(c -> c.getCommandId().equals(id)).toList();
    assertThat(own).hasSize(1);
    var command = own.getFirst();
    var inputs = new HashMap<String, List<String>>();
    new Assignment(result).parameters().forEach((name, value) -> inputs.put(name, List.of(value)));
    inputs.remove("follow_up");
    told.forEach((name, value) -> inputs.put(name, List.of(value)));
    assertThat(command.getInputs()).isEqualTo(inputs);
    assertThat(command.getOperation()).isEqualTo(Interim.FOLLOW_UP);
    assertThat(command.getRefusal()).isNull();
    assertThat(command.getRawProperties()).isEmpty();
    var invocation = new Assignment(result).invocation();
    assertThat(command.getInvocation().getReceivedAt()).isAfter(invocation.getReceivedAt());
    assertThat(command.getInvocation().getReplyTo()).isEqualTo(invocation.getReplyTo());
    assertThat(command.getInvocation().getWorkflowId()).isEqualTo(invocation.getWorkflowId());
    assertThat(command.getInvocation().getDocumentId()).isEqualTo(invocation.getDocumentId());
    assertThat(asked.portal().calls().latest())
        .extracting(call -> call.method())
        .doesNotContain("bizproc.event.send");
  }

  List<ActivityCommand> followUps(Portal portal) {
    return suite.recorded(Topics.COMMANDS, portal.memberId(), ActivityCommand.class);
  }

  static Map<String, String> applied(String off, String before, String after, int rows) {
    return Map.of(
        "outcome", "applied",
        "discount_amount", off,
        "deal_sum_before", before,
        "deal_sum_after", after,
        "rows_changed", Integer.toString(rows));
  }

  static Map<String, String> failed(String failure) {
    return Map.of("outcome", "failed", "failure", failure);
  }

  static String sum(Portal portal) {
    return portal.deal(7).text("OPPORTUNITY");
  }

  List<String> reports(Portal portal) {
    return suite.recorded(Topics.DELIVERIES, portal.memberId(), DeliveryReport.class).stream()
        .map(DeliveryReport::getKind)
        .toList();
  }

  List<String> audits(Portal portal) {
    return suite.recorded(Topics.AUDIT, portal.memberId(), AuditEvent.class).stream()
        .map(AuditEvent::getKind)
        .filter(kind -> !kind.equals("portal_installed"))
        .toList();
  }

  @Override
  public void close() {
    suite.close();
  }
}
