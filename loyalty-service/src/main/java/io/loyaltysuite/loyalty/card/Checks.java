package io.loyaltysuite.loyalty.card;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refusals found so far; the first in order of precedence is the answer. */
final class Checks {

  private @Nullable Rejection rejection;
  private Map<String, String> parameters = Map.of();

  void add(Rejection found, Map<String, String> about) {
    if (rejection == null || found.compareTo(rejection) < 0) {
      rejection = found;
      parameters = about;
    }
  }

  void add(Rejection found) {
    add(found, Map.of());
  }

  boolean passed() {
    return rejection == null;
  }

  @Nullable Rejection rejection() {
    return rejection;
  }

  Map<String, String> parameters() {
    return parameters;
  }
}
