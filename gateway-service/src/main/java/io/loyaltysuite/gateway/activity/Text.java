package io.loyaltysuite.gateway.activity;

/** The same words in both languages of the suite. */
public record Text(String ru, String en) {

  /** Russian for {@code ru}, English for every other language. */
  public String in(String language) {
    return "ru".equals(language) ? ru : en;
  }
}
