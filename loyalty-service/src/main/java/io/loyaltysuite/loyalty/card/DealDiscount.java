package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Key.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The bonus discount on a deal, as the index knows it: there is one at most.
 *
 * @param first id of the command that asked for it
 * @param until when nobody will work on it any more
 */
record DealDiscount(Stage stage, UUID first, Instant until) {

  enum Stage {
    /** The portal is at work on it. */
    UNDER_WAY,
    GIVEN,
    /** It came to nothing, so that another may be given. */
    TAKEN_BACK
  }

  /** How long after the end of its work a discount may still turn out to be given. */
  private static final Duration SETTLING = Duration.ofDays(1);

  static Key key(String dealId) {
    return new Key(Kind.DEAL_DISCOUNT, dealId);
  }

  /** A deal gets one discount, and one at a time. */
  static void check(List<String> known, Instant now, Checks checks) {
    for (String text : known) {
      DealDiscount earlier = parse(text);
      switch (earlier.stage) {
        case GIVEN -> checks.add(Rejection.DEAL_DISCOUNT_ALREADY_APPLIED);
        case UNDER_WAY -> {
          if (now.isBefore(earlier.until.plus(SETTLING))) {
            checks.add(Rejection.OPERATION_IN_PROGRESS);
          }
        }
        case TAKEN_BACK -> {}
      }
    }
  }

  /** Whether what is known is about the discount that this command asked for. */
  static boolean isOf(UUID first, List<String> known) {
    return known.stream().map(DealDiscount::parse).anyMatch(deal -> deal.first.equals(first));
  }

  private static DealDiscount parse(String text) {
    String[] in = text.split("\\|", -1);
    return new DealDiscount(Stage.valueOf(in[0]), UUID.fromString(in[1]), Instant.parse(in[2]));
  }

  Claim claim(String dealId) {
    return new Claim(
        key(dealId), String.join("|", stage.name(), first.toString(), until.toString()));
  }
}
