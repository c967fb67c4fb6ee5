package io.loyaltysuite.simulator.demo;

import java.io.Console;
import java.util.Optional;

/** Colour, where a terminal shows it and nobody has said NO_COLOR. */
public record Paint(boolean isOn) {

  public static Paint ofTerminal() {
    return new Paint(
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && System.getenv("NO_COLOR") == null
            && !"dumb".equals(System.getenv("TERM")));
  }

  public String bold(String text) {
    return code(1, text);
  }

  public String dim(String text) {
    return code(2, text);
  }

  public String red(String text) {
    return code(31, text);
  }

  public String green(String text) {
    return code(32, text);
  }

  public String yellow(String text) {
    return code(33, text);
  }

  public String cyan(String text) {
    return code(36, text);
  }

  private String code(int code, String text) {
    return isOn ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
