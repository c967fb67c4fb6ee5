package io.loyaltysuite.gateway.meter;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One meter for each value of a tag. All of them are registered at once: a counter that appears
 * with its first event hides that event from {@code rate} and {@code increase}.
 */
public final class ClosedSet<M> {

  /** Value that stands for all values outside the set. */
  public static final String OTHER = "other";

  private final Map<String, M> meters;

  /** Registers a meter for each value. */
  public ClosedSet(Collection<String> values, Function<String, M> register) {
    this.meters =
        values.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), register));
  }

  /**
   * The meter of a value, or of {@link #OTHER}.
   *
   * @throws IllegalArgumentException when the value is unknown and the set has no {@link #OTHER}
   */
  public M of(String value) {
    var meter = meters.get(value);
    if (meter == null) {
      meter = meters.get(OTHER);
    }
    if (meter == null) {
      throw new IllegalArgumentException(value + " (expected: one of " + meters.keySet() + ")");
    }
    return meter;
  }
}
