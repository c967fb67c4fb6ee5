package io.loyaltysuite.standalone;

import java.util.ArrayList;
import java.util.List;

/** Broken promises, with a few examples of each: thousands of equal lines help nobody. */
final class Objections {

  private static final int EXAMPLES = 5;

  private final List<String> all = new ArrayList<>();

  /** Records that a promise is broken by these; does nothing if there are none. */
  void add(String promise, List<String> offenders) {
    if (!offenders.isEmpty()) {
      all.add(
          "%s: broken by %d, for example %s"
              .formatted(promise, offenders.size(), offenders.stream().limit(EXAMPLES).toList()));
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
