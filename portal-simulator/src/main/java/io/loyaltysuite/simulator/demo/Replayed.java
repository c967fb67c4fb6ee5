package io.loyaltysuite.simulator.demo;

/** What became of one recorded result that was decided again. */
public record Replayed(
    String activity,
    String status,
    String verdict,
    String field,
    String recorded,
    String today,
    String reason) {

  public static final String IDENTICAL = "identical";

  public boolean isIdentical() {
    return verdict.equals(IDENTICAL);
  }

  /** One line for people. */
  public String sentence(Paint paint) {
    if (isIdentical()) {
      return paint.green("identical");
    }
    return reason.isEmpty()
        ? paint.red("differs") + " in %s: recorded %s, today %s".formatted(field, recorded, today)
        : paint.red("cannot be reproduced") + ": " + reason;
  }
}
