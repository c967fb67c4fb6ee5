package io.loyaltysuite.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation says what the catalogue says. */
class ActivitiesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "activities.md");

  @Test
  void documentsTheCatalogue() throws IOException {
    if (Boolean.getBoolean("activities.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ActivitiesPage.render());
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/activities.md is not what the catalogue says; write it with:"
                + " mvn -pl gateway-service -am test -Dtest=ActivitiesPageTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dactivities.write=true")
        .isEqualTo(ActivitiesPage.render());
  }
}
