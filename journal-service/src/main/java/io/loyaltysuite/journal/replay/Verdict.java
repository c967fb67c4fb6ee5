package io.loyaltysuite.journal.replay;

/** What came of deciding one recorded result again. */
public sealed interface Verdict {

  String resultId();

  /** Today's code decides the same, field by field. */
  record Identical(String resultId) implements Verdict {}

  /**
   * Today's code decides otherwise.
   *
   * @param field the first one that differs
   */
  record Differs(String resultId, String field, String recorded, String today)
      implements Verdict {}

  /** It cannot be decided again. */
  record NotReproducible(String resultId, String reason) implements Verdict {}
}
