package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Dockerfiles and docker-compose.yml must have in common, as far as text shows it. */
class ImagesTest {

  private static final Path ROOT =
      Path.of(System.getProperty("suite.target")).resolve("../..").normalize();
  private static final List<String> MODULES =
      List.of("gateway-service", "loyalty-service", "journal-service", "portal-simulator");

  @Test
  void theMavenStageIsTheSameEverywhereSoThatItRunsOnce() throws IOException {
    var first = mavenStage(MODULES.getFirst());
    assertThat(first).contains("mvn ");
    for (var module : MODULES) {
      assertThat(mavenStage(module)).as(module).isEqualTo(first).contains(module);
    }
  }

  @Test
  void composeRunsTheVersionThatIsBuilt() throws IOException {
    var version = Pattern.compile("(?m)^  <version>(.+)</version>$").matcher(text("pom.xml"));
    assertThat(version.find()).isTrue();
    assertThat(text("docker-compose.yml"))
        .contains("${SUITE_VERSION:-" + version.group(1) + "}")
        .doesNotContainPattern("SUITE_VERSION:-(?!" + Pattern.quote(version.group(1)) + "})");
  }

  private static String mavenStage(String module) throws IOException {
    var file = text(module + "/Dockerfile");
    return file.substring(
        file.indexOf("FROM ${MAVEN_IMAGE}"), file.indexOf("FROM scratch AS built"));
  }

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
