package io.loyaltysuite.standalone;

import io.loyaltysuite.loyalty.reproduce.Reproduction.Differs;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.loyalty.reproduce.Verdict;

/** What became of one recorded result that was decided again. */
record Replayed(
    String activity,
    String status,
    String verdict,
    String field,
    String recorded,
    String today,
    String reason) {

  private static final String IDENTICAL = "identical";

  static Replayed of(Verdict verdict) {
    return switch (verdict.reproduction()) {
      case Identical _ -> of(verdict, IDENTICAL, "", "", "", "");
      case Differs(var field, var recorded, var today) ->
          of(verdict, "differs", field, recorded, today, "");
      case NotReproducible(var reason) -> of(verdict, "not_reproducible", "", "", "", reason);
    };
  }

  boolean isIdentical() {
    return verdict.equals(IDENTICAL);
  }

  /** One line for people. */
  String sentence(Paint paint) {
    if (isIdentical()) {
      return paint.green("identical");
    }
    return reason.isEmpty()
        ? paint.red("differs") + " in %s: recorded %s, today %s".formatted(field, recorded, today)
        : paint.red("cannot be reproduced") + ": " + reason;
  }

  private static Replayed of(
      Verdict verdict, String word, String field, String recorded, String today, String reason) {
    return new Replayed(
        verdict.activityCode(), verdict.status(), word, field, recorded, today, reason);
  }
}
