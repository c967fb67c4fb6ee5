package io.loyaltysuite.loyalty.reproduce;

/** What deciding a recorded result again came to. */
public sealed interface Reproduction {

  /** Today's code decides the same, field by field. */
  record Identical() implements Reproduction {}

  /** The first field that differs, e.g. {@code account_after.lots[0].remaining}. */
  record Differs(String field, String recorded, String today) implements Reproduction {}

  /** The result cannot be decided again, e.g. because a failure was recorded. */
  record NotReproducible(String reason) implements Reproduction {}
}
