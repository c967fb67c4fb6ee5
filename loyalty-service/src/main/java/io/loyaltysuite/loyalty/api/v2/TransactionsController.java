package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.view.Cards;
import io.loyaltysuite.loyalty.view.Page;
import io.loyaltysuite.loyalty.view.Transaction;
import io.loyaltysuite.loyalty.view.Transactions;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Transactions: of the account, of a card, new ones. */
@V2
class TransactionsController {

  private static final String ALL = "/api/v2/{client_id}/admin/transactions";
  private static final String OF_NUMBER = ALL + "/with-card-number/{number}";
  private static final String OF_CARD = ALL + "/with-card-id/{card_id}";

  private static final String OF_OWN_CARD =
      "/api/v2/{client_id}/user/transactions/with-card-id/{card_id}";

  private final Transactions transactions;
  private final Cards cards;
  private final Outcomes outcomes;
  private final Commands commands;

  TransactionsController(
      Transactions transactions, Cards cards, Outcomes outcomes, Commands commands) {
    this.transactions = transactions;
    this.cards = cards;
    this.outcomes = outcomes;
    this.commands = commands;
  }

  record Processed(CardText card, TransactionText transaction) {}

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    return page(asked, transactions.page(asked.portalId(), asked.pageNumber()));
  }

  @GetMapping(OF_NUMBER)
  ResponseEntity<Success> ofNumber(Asked asked, @PathVariable("number") String number) {
    var card = cards.find(asked.portalId(), number).orElseThrow(() -> notFound(number));
    return ofCard(asked, card);
  }

  @GetMapping({OF_CARD, OF_OWN_CARD})
  ResponseEntity<Success> ofCard(Asked asked, @PathVariable("card_id") String cardId) {
    var id = Asked.id(cardId, Rejection.CARD_NOT_FOUND);
    var card = cards.find(asked.portalId(), id).filter(each -> asked.maySee(each.contactId()));
    return ofCard(asked, card.orElseThrow(() -> notFound(cardId)));
  }

  /** Any number of accruals may have the same reason. */
  @PostMapping(OF_NUMBER)
  ResponseEntity<Success> process(Asked asked, @PathVariable("number") String number) {
    var body = Fields.of(asked.http());
    var bonuses = body.object("bonus_points");
    var inputs = new HashMap<>(Outcomes.reason(body));
    inputs.put("card_number", number);
    inputs.put("amount", bonuses.requiredNumber("amount"));
    inputs.put("currency", bonuses.required("currency"));
    inputs.put("document_sum", body.number("document_sum"));
    inputs.put("once_per", "token");
    var result = commands.decide(asked, body, operation(body), inputs);
    return asked.answer("transaction processed", processed(asked, result));
  }

  private static String operation(Fields body) {
    return switch (body.required("type")) {
      case "accrual" -> "accrue";
      case "payment" -> "pay";
      case String other -> throw body.invalid("type", other);
    };
  }

  private Processed processed(Asked asked, OperationResult result) {
    var id = UUID.fromString(Commands.returned(result, "transaction_id"));
    var transaction =
        Outcomes.transactions(result).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow();
    return new Processed(outcomes.card(asked, result), transaction);
  }

  private ResponseEntity<Success> ofCard(Asked asked, Account card) {
    return page(asked, transactions.page(asked.portalId(), card.cardId(), asked.pageNumber()));
  }

  private static ResponseEntity<Success> page(Asked asked, Page<Transaction> page) {
    var items = page.items().stream().map(TransactionText::of).toList();
    return asked.page("transactions list", page, items);
  }

  private static Refusal notFound(String card) {
    return Refusal.of(Rejection.CARD_NOT_FOUND, Map.of("card", card));
  }
}
