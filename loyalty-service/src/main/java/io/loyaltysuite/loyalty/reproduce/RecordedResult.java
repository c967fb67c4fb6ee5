package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import org.jspecify.annotations.Nullable;

/** Results as events: written once by the engine, decided again by everybody else. */
public final class RecordedResult {

  private RecordedResult() {}

  /** The event of a decision; {@code invocation} is null unless an activity asked. */
  public static OperationResult write(Decided decided, @Nullable Invocation invocation) {
    return NotYet.body(decided);
  }

  /** Decides a recorded result again from its own snapshots and compares. Never throws. */
  public static Reproduction reproduce(OperationResult recorded) {
    return NotYet.body(recorded);
  }
}
