package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.view.PosOperation;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one attempt at an operation of a cash desk, one after the other. Their ids follow
 * from the attempt, so that a repeat finds what was decided. Refused in the middle, it takes back
 * what it did.
 *
 * <pre>
 * sale:   chargebacks ─▶ payment ─▶ accrual ─▶ purchase
 * refund: money (the purchase counts less, earned bonuses go) ─▶ bonuses (come back)
 * </pre>
 */
final class PosSteps {

  private final Asker asked;
  private final Commands commands;
  private final PosOperation operation;
  private final List<TransactionText> transactions = new ArrayList<>();
  private final List<String> undo = new ArrayList<>();
  private @Nullable UUID payment;

  PosSteps(Asker asked, Commands commands, PosOperation operation) {
    this.asked = asked;
    this.commands = commands;
    this.operation = operation;
  }

  List<TransactionText> transactions() {
    return transactions;
  }

  @Nullable UUID payment() {
    return payment;
  }

  /**
   * Sells.
   *
   * @throws Refusal when a rule refuses a part; nothing of the attempt stays then but chargebacks
   */
  void sell(PosOrder order, UUID cardId, boolean allowsAccrual) {
    try {
      for (int i = 0; i < order.chargebacks().size(); i++) {
        chargeBack("chargeback/" + i, order.chargebacks().get(i));
      }
      pay(order, cardId);
      accrue(order, cardId);
      purchase(order, cardId, allowsAccrual);
    } catch (Refusal refusal) {
      undoAll();
      throw refusal;
    }
  }

  /** Reversed by an earlier attempt is as good. */
  private void chargeBack(String step, String transactionId) {
    try {
      decide(step, "refund", Map.of("transaction_id", transactionId), List.of());
    } catch (Refusal refusal) {
      if (refusal.rejection() != Rejection.TRANSACTION_ALREADY_REVERSED) {
        throw refusal;
      }
    }
  }

  private void pay(PosOrder order, UUID cardId) {
    var amount =
        switch (order.mode()) {
          case PosOrder.AUTO -> order.bonusSum();
          case PosOrder.PAYMENT -> required(order);
          default -> BigDecimal.ZERO;
        };
    if (amount.signum() > 0) {
      var inputs = onCard(order, cardId, amount);
      inputs.put("document_sum", order.moneySum().add(order.bonusSum()).toPlainString());
      payment = undoable(decide("payment", "pay", inputs, List.of()));
    }
  }

  private void accrue(PosOrder order, UUID cardId) {
    var points = order.bonusPoints();
    if (order.mode().equals(PosOrder.ACCRUAL) && points != null && points.signum() > 0) {
      undoable(decide("accrual", "accrue", onCard(order, cardId, points), document()));
    }
  }

  /** Comes last: a purchase that was counted once cannot be counted again. */
  private void purchase(PosOrder order, UUID cardId, boolean allowsAccrual) {
    if (order.moneySum().signum() == 0) {
      return;
    }
    var earns =
        order.mode().equals(PosOrder.AUTO)
            || (order.mode().equals(PosOrder.ACCRUAL) && order.bonusPoints() == null);
    var inputs = onCard(order, cardId, order.moneySum());
    inputs.put("purchase_sum", order.moneySum().toPlainString());
    inputs.put("purchase_id", operation.pos() + ":" + operation.number());
    inputs.put("accrue", earns && allowsAccrual ? "Y" : "N");
    decide("purchase", "purchase_register", inputs, document());
  }

  private static BigDecimal required(PosOrder order) {
    var points = order.bonusPoints();
    if (points == null) {
      throw Refusal.missing("loyalty.bonus_points");
    }
    return points;
  }

  /** Refunds parts of a sale; the order of the parts is that in which they may be refused. */
  void refund(PosOperation sale) {
    if (operation.moneySum().signum() > 0 && sale.moneySum().signum() > 0) {
      var inputs =
          Map.of(
              "amount", operation.moneySum().toPlainString(),
              "document_sum", sale.moneySum().toPlainString(),
              "currency", currency());
      decide("money", "refund", inputs, document(sale));
    }
    var paid = sale.paymentId();
    if (operation.bonusSum().signum() > 0 && paid != null) {
      var inputs =
          Map.of(
              "transaction_id", paid.toString(),
              "amount", operation.bonusSum().toPlainString(),
              "currency", currency());
      decide("bonuses", "refund", inputs, List.of());
    }
  }

  private Map<String, String> onCard(PosOrder order, UUID cardId, BigDecimal amount) {
    var inputs = new HashMap<String, String>();
    inputs.put("card_id", cardId.toString());
    inputs.put("amount", amount.toPlainString());
    inputs.put("currency", currency());
    inputs.put("touch_point_id", operation.touchPoint());
    inputs.put("once_per", "token");
    inputs.put("reason_id", order.number());
    return inputs;
  }

  private String currency() {
    return asked.settings().program().currency().getCurrencyCode();
  }

  private List<String> document() {
    return document(operation);
  }

  /** What belongs to one order, so that a refund finds it. */
  private static List<String> document(PosOperation sale) {
    return List.of("pos/" + sale.pos(), sale.number());
  }

  private UUID undoable(OperationResult result) {
    var id = Commands.returned(result, "transaction_id");
    undo.add(id);
    return UUID.fromString(id);
  }

  private void undoAll() {
    for (var transactionId : undo.reversed()) {
      decide("undo/" + transactionId, "refund", Map.of("transaction_id", transactionId), List.of());
    }
    payment = null;
  }

  private OperationResult decide(
      String step, String name, Map<String, String> inputs, List<String> document) {
    var all = new HashMap<>(inputs);
    all.putIfAbsent("reason_code", "pos." + operation.pos());
    var id = Ids.derived(operation.id(), operation.attempt() + "/" + step);
    var result = commands.decide(asked, id, name, all, document);
    transactions.addAll(Outcomes.transactions(result));
    return result;
  }
}
