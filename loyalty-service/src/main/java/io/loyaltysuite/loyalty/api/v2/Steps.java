package io.loyaltysuite.loyalty.api.v2;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ladder within the values of settings, where levels are numbered from the lowest. A level that
 * no turnover leads to has a threshold nobody reaches: clients of REST v2 need not say any.
 */
final class Steps {

  private static final Pattern NAME = Pattern.compile("level\\.(\\d+)\\.(.+)");
  private static final String CODE = "code";
  private static final String THRESHOLD = "threshold";

  /** Thresholds above are nobody's; they only keep their levels in order. */
  private static final BigDecimal OUT_OF_REACH = new BigDecimal("999999000000");

  private final Map<String, String> others = new HashMap<>();
  private final List<Map<String, String>> levels = new ArrayList<>();

  private Steps() {}

  static Steps of(Map<String, String> values) {
    var steps = new Steps();
    var numbered = new TreeMap<Integer, Map<String, String>>();
    values.forEach(
        (name, value) -> {
          var part = NAME.matcher(name);
          if (part.matches()) {
            numbered
                .computeIfAbsent(Integer.valueOf(part.group(1)), _ -> new LinkedHashMap<>())
                .put(part.group(2), value);
          } else {
            steps.others.put(name, value);
          }
        });
    steps.levels.addAll(numbered.values());
    return steps;
  }

  /** Whether a level is reached by what is bought. */
  static boolean isReachable(BigDecimal threshold) {
    return threshold.compareTo(OUT_OF_REACH) <= 0;
  }

  /**
   * Adds a level.
   *
   * @param below code of the level above it; null: where its threshold belongs
   * @param threshold null: no turnover leads to it
   * @return false when it needs a threshold, because the level above it has one
   */
  boolean add(Map<String, String> level, @Nullable String below, @Nullable BigDecimal threshold) {
    var place = below == null ? placeOf(threshold) : indexOf(below).orElse(levels.size());
    if (threshold == null && place < levels.size() && isReachable(thresholdAt(place))) {
      return false;
    }
    var own = new LinkedHashMap<>(level);
    own.put(
        THRESHOLD,
        (threshold == null ? OUT_OF_REACH.add(BigDecimal.ONE) : threshold).toPlainString());
    levels.add(place, own);
    return true;
  }

  boolean remove(String code) {
    return levels.removeIf(level -> code.equals(level.get(CODE)));
  }

  private int placeOf(@Nullable BigDecimal threshold) {
    if (threshold == null) {
      return levels.size();
    }
    int place = 0;
    while (place < levels.size() && thresholdAt(place).compareTo(threshold) < 0) {
      place++;
    }
    return place;
  }

  private Optional<Integer> indexOf(String code) {
    for (int i = 0; i < levels.size(); i++) {
      if (code.equals(levels.get(i).get(CODE))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private BigDecimal thresholdAt(int place) {
    return new BigDecimal(levels.get(place).getOrDefault(THRESHOLD, "0"));
  }

  /** The values again. */
  Map<String, String> values() {
    var values = new HashMap<>(others);
    var outOfReach = OUT_OF_REACH;
    for (int i = 0; i < levels.size(); i++) {
      var at = "level." + (i + 1) + ".";
      var threshold = thresholdAt(i);
      levels.get(i).forEach((name, value) -> values.put(at + name, value));
      if (!isReachable(threshold)) {
        outOfReach = outOfReach.add(BigDecimal.ONE);
        values.put(at + THRESHOLD, outOfReach.toPlainString());
      }
    }
    return values;
  }
}
