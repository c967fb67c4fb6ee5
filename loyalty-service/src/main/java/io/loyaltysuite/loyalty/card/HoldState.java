package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Where a hold is in its life, as the index knows it. */
record HoldState(UUID cardId, Stage stage) {

  /** Everything but {@link #OPEN} is for good. */
  enum Stage {
    OPEN,
    CAPTURED,
    RELEASED,
    EXPIRED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Key key(String holdId) {
    return new Key(Kind.HOLD, holdId);
  }

  static Optional<HoldState> of(List<String> values) {
    return values.stream().findFirst().map(HoldState::parse);
  }

  private static HoldState parse(String text) {
    int bar = text.indexOf('|');
    return new HoldState(
        UUID.fromString(text.substring(0, bar)),
        Stage.valueOf(text.substring(bar + 1).toUpperCase(Locale.ROOT)));
  }

  Claim claim(UUID holdId) {
    return new Claim(key(holdId.toString()), cardId + "|" + stage.code());
  }
}
