package io.loyaltysuite.loyalty.card;

import java.util.List;
import java.util.Map;

/** Answer to a command; final for its id. */
public sealed interface Decision {

  /** Variables in the fixed order of the catalogue. */
  List<Variable> returned();

  /** One or two sentences for a manager, at most 300 characters. */
  String message();

  /** Done; {@code entries} may be empty when nothing had to change. */
  record Accepted(List<Entry> entries, List<Claim> claims, List<Variable> returned, String message)
      implements Decision {}

  /** Refused; nothing changed. */
  record Rejected(
      Rejection rejection, Map<String, String> parameters, List<Variable> returned, String message)
      implements Decision {}
}
