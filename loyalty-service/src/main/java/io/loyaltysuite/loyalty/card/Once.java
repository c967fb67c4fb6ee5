package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The business key of one operation: restarted or copied processes come with a new token, yet must
 * not do the same again.
 *
 * @param key null when only the call itself is protected
 * @param lacking set when the call asked for a key it does not have
 */
record Once(@Nullable Key key, @Nullable Rejection lacking) {

  private static final Once CALL_ONLY = new Once(null, null);

  /**
   * What an operation on a card may happen once per.
   *
   * @param asked what the call says, null when it says nothing
   * @param byDefault what the program says then; a default that cannot be met protects the call
   *     only
   */
  static Once of(
      @Nullable Repeat asked, String byDefault, Command command, UUID cardId, Reason reason) {
    return switch (asked == null ? Repeat.of(byDefault) : asked) {
      case TOKEN -> CALL_ONLY;
      case DOCUMENT -> perDocument(asked, command, cardId);
      case REASON -> perReason(asked, reason.id(), cardId);
    };
  }

  private static Once perDocument(@Nullable Repeat asked, Command command, UUID cardId) {
    String document = command.context().document();
    if (document.isEmpty()) {
      return without(asked, Rejection.DOCUMENT_UNSUPPORTED);
    }
    String activity =
        command.activityCode().isEmpty() ? command.operation().name() : command.activityCode();
    return once("document", cardId.toString(), activity, document);
  }

  private static Once perReason(@Nullable Repeat asked, String reasonId, UUID cardId) {
    return reasonId.isEmpty()
        ? without(asked, Rejection.INPUT_REQUIRED)
        : once("reason", cardId.toString(), reasonId);
  }

  private static Once without(@Nullable Repeat asked, Rejection lacking) {
    return asked == null ? CALL_ONLY : new Once(null, lacking);
  }

  private static Once once(String... parts) {
    return new Once(new Key(Kind.ONCE, String.join("|", parts)), null);
  }

  Set<Key> facts() {
    return key == null ? Set.of() : Set.of(key);
  }

  /** Refuses a repeat; returns the transaction of the first time, or an empty text. */
  String check(Checks checks, Lookups lookups, Wording wording) {
    if (lacking != null) {
      checks.add(lacking, Map.of("field", "reason_id"));
    }
    List<String> earlier = key == null ? List.of() : lookups.of(key);
    if (earlier.isEmpty()) {
      return "";
    }
    String[] done = earlier.getFirst().split("\\|", -1);
    checks.add(Rejection.DUPLICATE_OPERATION, Map.of("date", wording.day(Instant.parse(done[0]))));
    return done[1];
  }

  /** What makes the next time a repeat. */
  List<Claim> claims(Instant at, UUID transactionId) {
    return key == null ? List.of() : List.of(new Claim(key, at + "|" + transactionId));
  }
}
