package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Levels from the lowest to the highest. */
public record Ladder(List<Level> levels) {

  public Ladder {
    levels = List.copyOf(levels);
  }

  public boolean isEmpty() {
    return levels.isEmpty();
  }

  /** Whether every level has a code of its own and a higher threshold than the one below. */
  public boolean isSound() {
    Set<String> codes = new HashSet<>();
    BigDecimal below = BigDecimal.ONE.negate();
    for (Level level : levels) {
      if (level.code().isEmpty()
          || !codes.add(level.code())
          || level.threshold().compareTo(below) <= 0) {
        return false;
      }
      below = level.threshold();
    }
    return true;
  }

  public Optional<Level> level(String code) {
    return levels.stream().filter(level -> level.code().equals(code)).findFirst();
  }

  /** The step above {@code code}; the first step for a card without a level. */
  public Optional<Level> after(String code) {
    if (code.isEmpty()) {
      return levels.stream().findFirst();
    }
    return level(code)
        .flatMap(level -> levels.stream().skip(levels.indexOf(level) + 1L).findFirst());
  }

  /** The highest step that such a sum or number of purchases reaches. */
  public Optional<Level> reachedBy(BigDecimal purchases) {
    return levels.stream()
        .filter(level -> level.threshold().compareTo(purchases) <= 0)
        .reduce((_, higher) -> higher);
  }

  /** The level that stands so high; none below zero. */
  public Optional<Level> at(int height) {
    return height < 0 ? Optional.empty() : Optional.of(levels.get(height));
  }

  /** How high a level stands, from zero; below zero for none and for one that is gone. */
  public int height(String code) {
    return level(code).map(levels::indexOf).orElse(-1);
  }
}
