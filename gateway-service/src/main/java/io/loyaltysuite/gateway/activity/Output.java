package io.loyaltysuite.gateway.activity;

/**
 * One value an activity returns.
 *
 * @param variable name in {@code activity_return_result}
 */
public record Output(String variable, OutputType type, Text label) {

  static Output of(String variable, OutputType type, String ru, String en) {
    return new Output(variable, type, new Text(ru, en));
  }

  /** Name in the portal. It must not be an input's: a portal keeps both in one place. */
  public String name() {
    return "result_" + variable;
  }
}
