package io.loyaltysuite.simulator.workflow;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a process that calls an activity of an application.
 *
 * @param code code of the activity
 * @param name activity name, by which expressions refer to the step; null means its place in the
 *     process, such as {@code A1} or {@code A3_1_2} (second element of the first branch of the
 *     third element)
 * @param inputs values of the properties
 * @param timeout how long the step waits; zero is for ever
 * @param runAs user the step runs as; null means the user of the registration
 * @param waits what the author chose where the registration leaves it open (protocol 2.7)
 */
public record Step(
    String code,
    @Nullable String name,
    StepInputs inputs,
    Duration timeout,
    @Nullable Integer runAs,
    boolean waits)
    implements Node {

  /** A step with fixed values or expressions such as {@code {=A1:result_card_number}}. */
  public static Step of(String code, Map<String, ?> inputs) {
    return of(code, StepInputs.of(inputs));
  }

  /** A step with computed values. */
  public static Step of(String code, StepInputs inputs) {
    return new Step(code, null, inputs, Duration.ZERO, null, false);
  }

  /** The same step under a name of its own. */
  public Step named(String value) {
    if (!value.matches("[A-Za-z0-9_]{1,64}")) {
      throw new IllegalArgumentException("step name: " + value + " (expected: letters, digits, _)");
    }
    return new Step(code, value, inputs, timeout, runAs, waits);
  }

  /** The same step giving up after a time. */
  public Step timeout(Duration value) {
    return new Step(code, name, inputs, value, runAs, waits);
  }

  /** The same step run as another user; 0 is nobody, which gives the reduced {@code auth} block. */
  public Step runAs(int userId) {
    return new Step(code, name, inputs, timeout, userId, waits);
  }

  /** The same step waiting, or not, where the registration leaves it open. */
  public Step waiting(boolean value) {
    return new Step(code, name, inputs, timeout, runAs, value);
  }
}
