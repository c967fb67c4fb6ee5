package io.loyaltysuite.loyalty;

import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of activities by one portal, as the gateway writes them. */
public final class Calls {

  private static final AtomicInteger PORTALS = new AtomicInteger();

  static {
    EventCodec.trustEvents();
  }

  private final String memberId;
  private final AtomicInteger tokens = new AtomicInteger();

  private Calls(String memberId) {
    this.memberId = memberId;
  }

  /** A portal that no other test uses. */
  public static Calls ofNewPortal() {
    return new Calls(
        Ids.sha256(
                ProcessHandle.current().pid() + "/" + PORTALS.incrementAndGet() + System.nanoTime())
            .substring(0, 32));
  }

  public String memberId() {
    return memberId;
  }

  public ActivityCommand issue(String cardNumber, int contact) {
    return call(
        "card_create", Map.of("card_number", cardNumber, "contact_id", Integer.toString(contact)));
  }

  public ActivityCommand accrue(String cardNumber, String amount) {
    return call("accrue", Map.of("card_number", cardNumber, "amount", amount));
  }

  public ActivityCommand pay(String cardNumber, String amount) {
    return call("pay", Map.of("card_number", cardNumber, "amount", amount));
  }

  public ActivityCommand hold(String cardNumber, String amount) {
    return call("hold", Map.of("card_number", cardNumber, "amount", amount));
  }

  public ActivityCommand release(ActivityCommand hold) {
    return call("hold_release", Map.of("hold_id", idOf(hold, "hold")));
  }

  public ActivityCommand capture(ActivityCommand hold, String amount) {
    return call("hold_capture", Map.of("hold_id", idOf(hold, "hold"), "amount", amount));
  }

  /** Reverses so much of what another call moved. */
  public ActivityCommand refund(ActivityCommand moved, String amount) {
    return call("refund", Map.of("transaction_id", idOf(moved, "transaction"), "amount", amount));
  }

  /** Reverses all that is left on the document of another call, forgiving what is spent. */
  public ActivityCommand refundDocument(ActivityCommand moved) {
    var refund = call("refund", Map.of("overspent", "clamp"));
    return ActivityCommand.newBuilder(refund)
        .setInvocation(
            Invocation.newBuilder(refund.getInvocation())
                .setDocumentId(moved.getInvocation().getDocumentId())
                .build())
        .build();
  }

  private static String idOf(ActivityCommand command, String what) {
    return Ids.derived(UUID.fromString(command.getCommandId()), what).toString();
  }

  public ActivityCommand block(String cardNumber) {
    return call("card_block", Map.of("card_number", cardNumber, "block_reason", "test"));
  }

  /** Any operation. */
  public ActivityCommand call(String operation, Map<String, String> inputs) {
    var lists = new HashMap<String, List<String>>();
    inputs.forEach((name, value) -> lists.put(name, List.of(value)));
    var token = "token-" + tokens.incrementAndGet();
    return ActivityCommand.newBuilder()
        .setCommandId(Ids.commandId(memberId, token).toString())
        .setInvocation(invocation(operation, token))
        .setOperation(operation)
        .setInputs(lists)
        .build();
  }

  private Invocation invocation(String operation, String token) {
    return Invocation.newBuilder()
        .setMemberId(memberId)
        .setWorkflowId("workflow-" + token)
        .setActivityName("A1_" + token)
        .setActivityCode("loyalty_" + operation)
        .setDocumentId(List.of("crm", "CCrmDocumentDeal", "DEAL_" + tokens.get()))
        .setDocumentType(List.of("crm", "CCrmDocumentDeal", "DEAL"))
        .setEventTokenHash(Ids.sha256(token))
        .setReplyTo("sealed-" + token)
        .setUseSubscription("Y")
        .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }
}
