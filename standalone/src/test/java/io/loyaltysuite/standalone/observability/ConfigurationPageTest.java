package io.loyaltysuite.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation says what the settings say. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void documentsTheSettings() throws IOException {
    var page = ConfigurationPage.render();
    if (Boolean.getBoolean("configuration.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/configuration.md is not what the settings say; write it with: mvn -pl standalone"
                + " -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dconfiguration.write=true")
        .isEqualTo(page);
  }

  @Test
  void everySettingIsExplained() {
    assertThat(ConfigurationPage.render().lines().filter(line -> line.startsWith("| `")))
        .filteredOn(line -> line.split("(?<!\\\\)\\|").length == 5)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).doesNotEndWith("|  |"));
  }
}
