package io.loyaltysuite.loyalty.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of program settings has the names and defaults that the code has. */
class SettingsPageTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z_.]+)` \\| (?:`([^`]*)`)? \\|", Pattern.MULTILINE);
  private static final Pattern NUMBERED =
      Pattern.compile("^\\| `((?:level|touch_point)\\.[A-Z]+\\.[a-z_]+)` \\|", Pattern.MULTILINE);

  @Test
  void namesEverySettingWithItsDefault() throws IOException {
    Map<String, String> told = new HashMap<>();
    ROW.matcher(page())
        .results()
        .forEach(row -> told.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
    assertThat(new TreeMap<>(told)).isEqualTo(new TreeMap<>(Settings.DEFAULTS.toMap()));
  }

  @Test
  void namesWhatLevelsAndTouchPointsHave() throws IOException {
    Map<String, String> values = new HashMap<>(Settings.DEFAULTS.toMap());
    values.put("level.1.code", "silver");
    values.put("level.1.max_payment_share", "50");
    values.put("touch_point.shop.name", "Shop");
    Map<String, String> all = new TreeMap<>(Settings.of(1, values).toMap());
    all.keySet().removeAll(Settings.DEFAULTS.toMap().keySet());
    assertThat(NUMBERED.matcher(page()).results().map(row -> row.group(1)))
        .map(name -> name.replace(".N.", ".1.").replace(".ID.", ".shop."))
        .containsExactlyInAnyOrderElementsOf(all.keySet());
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "program-settings.md"));
  }
}
