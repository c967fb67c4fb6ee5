package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;

  @Test
  void letsOnlyOneSuiteRunOnAFolder() {
    try (var _ = Home.open(folder)) {
      assertThatThrownBy(() -> Home.open(folder))
          .isInstanceOf(SuiteFailure.class)
          .hasMessageContaining("another suite runs")
          .hasMessageContaining("--data");
    }
    Home.open(folder).close();
  }

  @Test
  void tellsWhatRunsUntilItIsClosed() {
    try (var home = Home.open(folder)) {
      var facts = new Properties();
      facts.setProperty("journal", "http://127.0.0.1:1");
      facts.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
      home.announce(facts);
      assertThat(Home.announced(folder)).containsEntry("journal", "http://127.0.0.1:1");
    }
    assertThat(Home.announced(folder)).isEmpty();
  }

  @Test
  void forgetsASuiteThatWasKilled() throws Exception {
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(folder.resolve("running.properties"), "pid=" + gone.pid() + "\n");
    assertThat(Home.announced(folder)).isEmpty();
  }

  @Test
  void drawsSecretsOnceForTheOwnerOnly() throws IOException {
    var first = Secrets.in(folder);
    assertThat(Secrets.in(folder)).isEqualTo(first);
    assertThat(first.toString()).doesNotContain(first.serviceToken());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
        .isEqualTo("rw-------");
  }

  @Test
  void addsASecretThatAnOlderFileLacks() throws IOException {
    Files.writeString(folder.resolve("secrets.properties"), "operator-password=kept\n");
    var secrets = Secrets.in(folder);
    assertThat(secrets.operatorPassword()).isEqualTo("kept");
    assertThat(secrets.serviceToken()).hasSize(64);
  }
}
