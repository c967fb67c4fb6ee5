package io.loyaltysuite.standalone;

import io.loyaltysuite.standalone.parts.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each service is told when it starts here; what the user has said comes last and wins. */
final class ServiceArguments {

  /** The application that simulated portals install. */
  static final String CLIENT_ID = "local.suite";

  /** Path of the gateway's one inbound URL. */
  static final String WEBHOOK = "/b24/webhook";

  static final String GATEWAY = "gateway";
  static final String LOYALTY = "loyalty";
  static final String JOURNAL = "journal";

  /** Settings every service has; {@code --gateway.server.address=…} sets the gateway's alone. */
  private static final List<String> COMMON =
      List.of("server.", "spring.", "management.", "suite.", "logging.");

  private final Doors doors;
  private final Secrets secrets;
  private final Map<String, String> others;

  ServiceArguments(Doors doors, Secrets secrets, Map<String, String> others) {
    this.doors = doors;
    this.secrets = secrets;
    this.others = Map.copyOf(others);
  }

  String[] ofGateway(Database database) {
    var own = common(database, doors.gateway, doors.gatewayManagement);
    own.put("gateway.client-id", CLIENT_ID);
    own.put("gateway.client-secret", secrets.clientSecret());
    own.put("gateway.public-url", "http://127.0.0.1:" + doors.gateway);
    own.put("gateway.journal-url", "http://127.0.0.1:" + doors.journal);
    own.put("gateway.keys.current", "local");
    own.put("gateway.keys.secrets.local", secrets.gatewayKey());
    own.put(
        "gateway.oauth-hosts", "oauth.bitrix24.tech,oauth.bitrix.info,127.0.0.1:" + doors.portal);
    own.put("gateway.allowed-addresses", "127.0.0.0/8");
    own.put("gateway.operators.operator.password", secrets.operatorPassword());
    return arguments(GATEWAY, own);
  }

  String[] ofLoyalty(Database database) {
    var own = common(database, doors.loyalty, doors.loyaltyManagement);
    own.put("loyalty.operators.operator.password", secrets.operatorPassword());
    own.put("loyalty.journal.url", "http://127.0.0.1:" + doors.journal);
    return arguments(LOYALTY, own);
  }

  String[] ofJournal(Database database) {
    var own = common(database, doors.journal, doors.journalManagement);
    own.put("journal.loyalty-url", "http://127.0.0.1:" + doors.loyalty);
    own.put("journal.operators.operator.password", secrets.operatorPassword());
    own.put("journal.operators.operator.role", "operator");
    return arguments(JOURNAL, own);
  }

  private Map<String, String> common(Database database, int port, int managementPort) {
    var common = new LinkedHashMap<String, String>();
    // We close the services ourselves, in an order in which nothing is cut off.
    common.put("spring.main.register-shutdown-hook", "false");
    common.put("server.address", "127.0.0.1");
    common.put("server.port", Integer.toString(port));
    common.put("management.server.port", Integer.toString(managementPort));
    common.put("spring.datasource.url", database.url());
    common.put("spring.datasource.username", database.user());
    common.put("spring.datasource.password", database.password());
    common.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + doors.kafka);
    // The journal's page templates are on the class path of all services here.
    common.put("spring.thymeleaf.check-template-location", "false");
    common.put("suite.registry.url", "http://127.0.0.1:" + doors.registry + "/apis/ccompat/v7");
    common.put("suite.service-token", secrets.serviceToken());
    return common;
  }

  private String[] arguments(String service, Map<String, String> own) {
    var all = new LinkedHashMap<>(own);
    // Kept with the rest: a JVM that is killed leaves its temporary folders behind.
    all.put("server.tomcat.basedir", secrets.file().resolveSibling("tomcat-" + service).toString());
    all.putAll(others);
    var prefix = service + ".";
    others.forEach(
        (name, value) -> {
          var rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
          if (COMMON.stream().anyMatch(rest::startsWith)) {
            all.put(rest, value);
          }
        });
    return all.entrySet().stream()
        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }
}
