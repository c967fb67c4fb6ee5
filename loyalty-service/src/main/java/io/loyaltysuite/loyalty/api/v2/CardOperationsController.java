package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.api.v2.Outcomes.Outcome;
import io.loyaltysuite.loyalty.api.v2.Texts.MoneyText;
import io.loyaltysuite.loyalty.card.Money;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the product's own API lacks (spec 2.8): operations that it knows as activities only. Each
 * answers with the card afterwards and the transactions it led to.
 */
@V2
class CardOperationsController {

  private static final String ACCOUNT = "/api/v2/{client_id}/admin";
  private static final String CARD = ACCOUNT + "/cards/{card_id}";
  private static final String HOLD = ACCOUNT + "/holds/{hold_id}";

  private final Commands commands;
  private final Outcomes outcomes;

  CardOperationsController(Commands commands, Outcomes outcomes) {
    this.commands = commands;
    this.outcomes = outcomes;
  }

  /** A hold after what was done to it. */
  @JsonNaming(SnakeCaseStrategy.class)
  record HoldText(String id, String state, MoneyText amount, MoneyText captured, String expires) {}

  record HoldOutcome(CardText card, HoldText hold, List<TransactionText> transactions) {}

  @PostMapping(CARD + "/block")
  ResponseEntity<Success> block(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var inputs = onCard(cardId, body);
    inputs.put("block_reason", body.required("block_reason"));
    inputs.put("block_until", body.text("block_until"));
    inputs.put("release_holds", body.flag("release_holds"));
    return answer(asked, body, "card_block", inputs, "card blocked");
  }

  /** Bonuses that are left stand in the way unless they may be burned. */
  @DeleteMapping(CARD)
  ResponseEntity<Success> delete(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var inputs = onCard(cardId, body);
    inputs.put("balance_action", body.text("balance_action"));
    return answer(asked, body, "card_delete", inputs, "card deleted");
  }

  @PostMapping(CARD + "/unblock")
  ResponseEntity<Success> unblock(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    return answer(asked, body, "card_unblock", onCard(cardId, body), "card unblocked");
  }

  /** The card of the address stays, the other one goes. */
  @PostMapping(CARD + "/merge")
  ResponseEntity<Success> merge(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var inputs = onCard(cardId, body);
    var from = body.id("from_card_id");
    if (from == null) {
      inputs.put("from_card_number", body.required("from_card_number"));
    } else {
      inputs.put("from_card_id", from.toString());
      inputs.put("from_card_number", body.text("from_card_number"));
    }
    return answer(asked, body, "card_merge", inputs, "cards merged");
  }

  @PutMapping(CARD + "/percentage")
  ResponseEntity<Success> percentage(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var inputs = onCard(cardId, body);
    inputs.put("percentage", body.requiredNumber("percentage"));
    return answer(asked, body, "percentage_set", inputs, "percentage set");
  }

  @PutMapping(CARD + "/level")
  ResponseEntity<Success> level(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var inputs = onCard(cardId, body);
    inputs.put("level_code", levelCode(asked, body));
    inputs.put("apply_default_percentage", body.flag("apply_default_percentage"));
    inputs.put("lock_until", body.day("lock_until"));
    return answer(asked, body, "level_set", inputs, "level set");
  }

  @PostMapping(CARD + "/purchases")
  ResponseEntity<Success> purchase(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var sum = body.object("purchase_sum");
    var inputs = onCard(cardId, body);
    inputs.put("purchase_sum", sum.requiredNumber("amount"));
    inputs.put("currency", sum.required("currency"));
    inputs.put("purchase_id", body.required("purchase_id"));
    inputs.put("purchase_date", body.text("purchase_date"));
    inputs.put("accrue", body.flag("accrue"));
    inputs.put("recalculate_level", body.flag("recalculate_level"));
    inputs.put("touch_point_id", body.text("touch_point_id"));
    return answer(asked, body, "purchase_register", inputs, "purchase registered");
  }

  /** Without an amount, all that is left of the transaction. */
  @PostMapping(ACCOUNT + "/transactions/{transaction_id}/refund")
  ResponseEntity<Success> refund(
      Asked asked, @PathVariable("transaction_id") String transactionId) {
    var body = Fields.of(asked.http());
    var inputs = new HashMap<>(Outcomes.reason(body));
    inputs.put("transaction_id", transactionId);
    putAmount(inputs, body);
    inputs.put("overspent", body.text("overspent"));
    return answer(asked, body, "refund", inputs, "transaction refunded");
  }

  @PostMapping(CARD + "/holds")
  ResponseEntity<Success> hold(Asked asked, @PathVariable("card_id") String cardId) {
    var body = Fields.of(asked.http());
    var inputs = onCard(cardId, body);
    var amount = body.object("bonus_points");
    inputs.put("amount", amount.requiredNumber("amount"));
    inputs.put("currency", amount.required("currency"));
    inputs.put("mode", body.text("mode"));
    inputs.put("document_sum", body.number("document_sum"));
    inputs.put("lifetime_minutes", body.number("lifetime_minutes"));
    inputs.put("touch_point_id", body.text("touch_point_id"));
    inputs.put("once_per", "token");
    return answerHold(asked, body, "hold", inputs, "bonuses held");
  }

  /** Without an amount, all of it; otherwise the rest comes back. */
  @PostMapping(HOLD + "/capture")
  ResponseEntity<Success> capture(Asked asked, @PathVariable("hold_id") String holdId) {
    var body = Fields.of(asked.http());
    var inputs = onHold(holdId, body);
    putAmount(inputs, body);
    return answerHold(asked, body, "hold_capture", inputs, "hold captured");
  }

  @PostMapping(HOLD + "/release")
  ResponseEntity<Success> release(Asked asked, @PathVariable("hold_id") String holdId) {
    var body = Fields.of(asked.http());
    return answerHold(asked, body, "hold_release", onHold(holdId, body), "hold released");
  }

  private static Map<String, String> onCard(String cardId, Fields body) {
    var inputs = new HashMap<>(Outcomes.reason(body));
    inputs.put("card_id", Asked.id(cardId, Rejection.CARD_NOT_FOUND).toString());
    return inputs;
  }

  private static Map<String, String> onHold(String holdId, Fields body) {
    var inputs = new HashMap<>(Outcomes.reason(body));
    inputs.put("hold_id", Asked.id(holdId, Rejection.HOLD_NOT_FOUND).toString());
    return inputs;
  }

  private static void putAmount(Map<String, String> inputs, Fields body) {
    if (body.has("bonus_points")) {
      var amount = body.object("bonus_points");
      inputs.put("amount", amount.requiredNumber("amount"));
      inputs.put("currency", amount.required("currency"));
    }
  }

  private static String levelCode(Asked asked, Fields body) {
    body.required("card_level_id");
    var id = Objects.requireNonNull(body.id("card_level_id"));
    return LevelText.find(id, asked.settings(), asked.account().clientId())
        .map(Level::code)
        .orElseThrow(
            () -> Refusal.of(Rejection.CARD_LEVEL_NOT_FOUND, Map.of("level", id.toString())));
  }

  private ResponseEntity<Success> answer(
      Asked asked, Fields body, String operation, Map<String, String> inputs, String message) {
    Outcome outcome = outcomes.outcome(asked, commands.decide(asked, body, operation, inputs));
    return asked.answer(message, outcome);
  }

  private ResponseEntity<Success> answerHold(
      Asked asked, Fields body, String operation, Map<String, String> inputs, String message) {
    var result = commands.decide(asked, body, operation, inputs);
    var hold = hold(result);
    var card = outcomes.card(asked, result);
    return asked.answer(message, new HoldOutcome(card, hold, Outcomes.transactions(result)));
  }

  private static HoldText hold(OperationResult result) {
    var currency = Commands.returned(result, "card_currency");
    var captured = Commands.returned(result, "captured_amount");
    var none = Money.zero(Currency.getInstance(currency)).text();
    return new HoldText(
        Commands.returned(result, "hold_id"),
        Commands.returned(result, "hold_state"),
        new MoneyText(Commands.returned(result, "held_amount"), currency),
        new MoneyText(captured.isEmpty() ? none : captured, currency),
        Commands.returned(result, "hold_expires_at"));
  }
}
