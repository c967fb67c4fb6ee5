package io.loyaltysuite.standalone;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./suite}, as far as it can be run without building. */
class LauncherTest {

  private static final Path SCRIPT =
      Path.of(System.getProperty("suite.target")).resolveSibling("../suite").normalize();

  @TempDir private Path folder;

  @Test
  void explainsItselfWithoutBuilding() throws Exception {
    var run = run(SCRIPT, "help");
    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("./suite demo [--once]", "./suite up", "./suite test");
  }

  @Test
  void saysWhatToInstallWhenThereIsNoSuitableJdk() throws Exception {
    var script = folder.resolve("suite");
    Files.writeString(script, Files.readString(SCRIPT).replace("required=25", "required=2525"));
    var run = run(script, "up");
    assertThat(run.status()).isOne();
    assertThat(run.output()).contains("no JDK 2525 found", "JAVA_HOME", "apt install");
  }

  @Test
  void drawsTheSecretsOfContainersOnceAndForTheirOwnerOnly() throws Exception {
    var script = Files.copy(SCRIPT, folder.resolve("suite"));
    var secrets = folder.resolve(".env");
    assertThat(run(script, "compose-env").status()).isZero();
    var drawn = Files.readString(secrets);
    assertThat(drawn).containsPattern("(?m)^SERVICE_TOKEN=[0-9a-f]{64}$");
    assertThat(drawn).containsPattern("(?m)^GATEWAY_KEY=[A-Za-z0-9+/]{43}=$");
    assertThat(Files.getPosixFilePermissions(secrets))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);

    var again = run(script, "compose-env");
    assertThat(again.status()).isOne();
    assertThat(again.output()).contains("nothing was changed");
    assertThat(secrets).hasContent(drawn);
  }

  private static Run run(Path script, String argument) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("bash", script.toString(), argument).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private record Run(int status, String output) {}
}
