package io.loyaltysuite.loyalty.program;

/**
 * A setting that cannot be what it was set to.
 *
 * @param setting its name, e.g. {@code level.2.threshold}
 * @param got the value, cut to a readable length
 */
public record Fault(String setting, String got, Expected expected) {

  private static final int READABLE = 100;

  public Fault {
    got = got.length() <= READABLE ? got : got.substring(0, READABLE) + "…";
  }

  /** What would have been right, in the languages of managers. */
  public record Expected(String en, String ru) {}

  static Fault of(String setting, String got, String en, String ru) {
    return new Fault(setting, got, new Expected(en, ru));
  }

  public String inEnglish() {
    return "%s: %s (expected: %s)".formatted(setting, got, expected.en());
  }

  public String inRussian() {
    return "%s: %s (ожидается: %s)".formatted(setting, got, expected.ru());
  }
}
