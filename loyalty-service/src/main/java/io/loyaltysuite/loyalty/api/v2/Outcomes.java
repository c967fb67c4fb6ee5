package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.reproduce.AccountRecord;
import io.loyaltysuite.loyalty.reproduce.EntryRecord;
import io.loyaltysuite.loyalty.view.Transaction;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What an operation on a card came to. */
@Component
class Outcomes {

  /** Reason of operations whose caller gave none. */
  static final String REASON = "rest";

  private final Shelf shelf;

  Outcomes(Shelf shelf) {
    this.shelf = shelf;
  }

  /** The card after the operation, and what it moved. */
  record Outcome(CardText card, List<TransactionText> transactions) {}

  Outcome outcome(Asked asked, OperationResult result) {
    return new Outcome(card(asked, result), transactions(result));
  }

  CardText card(Asked asked, OperationResult result) {
    return shelf.card(asked, account(result));
  }

  /** In the order of the ledger; what was merely due is not among them. */
  static List<TransactionText> transactions(OperationResult result) {
    var cards = cards(result);
    return result.getEntries().stream()
        .filter(entry -> !entry.getTransactionId().isEmpty() && !entry.getKind().equals("expired"))
        .map(EntryRecord::read)
        .map(
            entry -> {
              var card = Objects.requireNonNull(cards.get(entry.cardId()));
              return TransactionText.of(Transaction.of(entry, card));
            })
        .toList();
  }

  /** Every card that the operation changed, by its id. */
  private static Map<UUID, Account> cards(OperationResult result) {
    return Stream.concat(
            Stream.of(account(result)), result.getOthersAfter().stream().map(AccountRecord::read))
        .collect(Collectors.toMap(Account::cardId, Function.identity()));
  }

  private static Account account(OperationResult result) {
    return AccountRecord.read(Objects.requireNonNull(result.getAccountAfter()));
  }

  /** The reason of a request as inputs. */
  static Map<String, String> reason(Fields body) {
    var reason = body.object("reason");
    return Map.of(
        "reason_id", reason.text("id"),
        "reason_code", reason.has("code") ? reason.text("code") : REASON,
        "reason_comment", reason.text("comment"));
  }
}
