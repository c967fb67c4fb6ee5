package io.loyaltysuite.loyalty.card;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answer to a command; final for its id. */
public sealed interface Decision {

  /** What is written down; mostly nothing when something was refused. */
  List<Entry> entries();

  /** What the index learns. */
  List<Claim> claims();

  /** Variables in the fixed order of the catalogue. */
  List<Variable> returned();

  /** One or two sentences for a manager, at most 300 characters. */
  String message();

  /**
   * Done; {@code entries} may be empty when nothing had to change.
   *
   * @param work null unless the portal has its part in it: then nobody is answered before the
   *     command that follows
   */
  record Accepted(
      List<Entry> entries,
      List<Claim> claims,
      List<Variable> returned,
      String message,
      @Nullable PortalWork work)
      implements Decision {}

  /**
   * Refused; nothing changed.
   *
   * @param entries what an earlier command of the same call had set aside comes back
   */
  record Rejected(
      Rejection rejection,
      Map<String, String> parameters,
      List<Entry> entries,
      List<Claim> claims,
      List<Variable> returned,
      String message)
      implements Decision {}
}
