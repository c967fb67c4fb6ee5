package io.loyaltysuite.loyalty.card;

import java.util.List;
import java.util.Map;

/** Reads operations from their canonical inputs. */
public final class Operations {

  private Operations() {}

  /**
   * The operation of a name with its inputs; texts are canonical, the gateway refuses others.
   *
   * @throws IllegalArgumentException for an unknown name or a malformed input: a bug, not a refusal
   */
  public static Operation parse(String operation, Map<String, List<String>> inputs) {
    return NotYet.body(operation);
  }
}
