package io.loyaltysuite.loyalty.card;

/** Languages of the sentences people read. */
public enum Language {
  RU,
  EN;

  /** Russian for {@code ru} or an empty code, English for everything else. */
  public static Language of(String code) {
    return code.isBlank() || code.equalsIgnoreCase("ru") ? RU : EN;
  }

  /** The code events carry: {@code ru} or {@code en}. */
  public String code() {
    return this == RU ? "ru" : "en";
  }

  public String pick(String ru, String en) {
    return this == RU ? ru : en;
  }
}
