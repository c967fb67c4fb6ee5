package io.loyaltysuite.gateway.activity;

import java.util.List;
import java.util.Random;

/** Texts that break careless readers. */
final class HostileTexts {
  private static final List<String> PIECES =
      List.of(
          "1",
          "0",
          "9",
          ".",
          ",",
          "-",
          "+",
          "E",
          "|",
          "RUB",
          " ",
          "\u00A0",
          ":",
          "T",
          "Z",
          "_",
          "C_",
          "Y",
          "да",
          "\u0000",
          "\uD83D\uDE00",
          "٣",
          "²",
          "\\",
          "'",
          "\"",
          "<b>",
          "{=Document:ID}",
          "$result[x]",
          "21.11.2026",
          "99999999999999999999",
          "\n");

  private HostileTexts() {}

  static String next(Random random) {
    var text = new StringBuilder();
    int pieces = random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
