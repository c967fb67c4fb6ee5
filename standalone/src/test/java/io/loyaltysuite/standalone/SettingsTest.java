package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.standalone.parts.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SettingsTest {

  private static final Database DATABASE = new Database("jdbc:postgresql://h/d", "user", "word");
  private static final Secrets SECRETS =
      new Secrets(
          Path.of("secrets.properties"),
          "token",
          "key",
          "client",
          "db",
          "operator",
          new Secrets.Account("id", "admin"));

  @Test
  void passesAnySettingOnToEveryService() {
    var settings = parse("--gateway.delivery.max-attempts=3", "--suite.registry.timeout=1s");
    assertThat(gateway(settings))
        .contains("--gateway.delivery.max-attempts=3", "--suite.registry.timeout=1s");
    assertThat(loyalty(settings)).contains("--suite.registry.timeout=1s");
  }

  @Test
  void passesACommonSettingWithTheNameOfAServiceToThatOneAlone() {
    var settings = parse("--gateway.server.address=0.0.0.0");
    assertThat(gateway(settings)).contains("--server.address=0.0.0.0");
    assertThat(loyalty(settings)).contains("--server.address=127.0.0.1");
  }

  @Test
  void letsTheUserOverrideWhatTheSuiteWouldSay() {
    var settings = parse("--gateway.client-id=app.1", "--gateway-port=18080");
    assertThat(gateway(settings))
        .contains("--gateway.client-id=app.1", "--server.port=18080")
        .doesNotContain("--gateway.client-id=" + ServiceArguments.CLIENT_ID);
  }

  @Test
  void refusesWhatIsNoSetting() {
    assertThatThrownBy(() -> parse("surprise"))
        .isInstanceOf(SuiteFailure.class)
        .hasMessageContaining("surprise");
    assertThatThrownBy(() -> parse("--no-such-option"))
        .isInstanceOf(SuiteFailure.class)
        .hasMessageContaining("--no-such-option");
  }

  private static Settings parse(String... arguments) {
    var up = new UpCommand();
    new CommandLine(up).parseArgs(arguments);
    return up.settings.withServices(up.others);
  }

  private static List<String> gateway(Settings settings) {
    return List.of(arguments(settings).ofGateway(DATABASE));
  }

  private static List<String> loyalty(Settings settings) {
    return List.of(arguments(settings).ofLoyalty(DATABASE));
  }

  private static ServiceArguments arguments(Settings settings) {
    return new ServiceArguments(settings.doors, SECRETS, settings.ofServices());
  }
}
