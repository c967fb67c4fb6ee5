package io.loyaltysuite.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.GatewayApplication;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.journal.JournalApplication;
import io.loyaltysuite.loyalty.LoyaltyApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The release without a cluster: the services start from the very files that the chart renders,
 * against a broker, a database and a registry that are reached by TLS and password only; then the
 * script of {@code helm test} sends its webhooks.
 */
class ReleaseIT {

  private static final String MEMBER_ID = "d8530516daf77f61ea2992e015ac62a4";
  private static final String APPLICATION_TOKEN = "7b3f0c5de1a2946880bb4c1d2e3f5a6b";
  private static final String SERVICE_TOKEN = "service-token-of-the-test";

  @TempDir private static Path folder;
  private static GuardedParts parts;
  private static Rendered rendered;
  private static Path script;
  private static final Deque<ConfigurableApplicationContext> SERVICES = new ArrayDeque<>();
  private static final Map<String, String> ADDRESSES = new HashMap<>();

  @BeforeAll
  static void install() throws Exception {
    parts = new GuardedParts(folder);
    rendered = Chart.production(values());
    var topics = new ArrayList<>(List.of("create-topics", mounted("Job", "topics")));
    GatewayApplication.main(topics.toArray(String[]::new));
    start("loyalty", LoyaltyApplication::start);
    start("journal", JournalApplication::start);
    var gateway = start("gateway", GatewayApplication::start);
    installPortal(gateway);
    script = folder.resolve("webhook.sh");
    var test = rendered.the("ConfigMap", "test").path("data");
    Files.writeString(script, test.path("webhook.sh").asString());
  }

  @AfterAll
  static void uninstall() {
    SERVICES.forEach(ConfigurableApplicationContext::close);
    parts.close();
  }

  @Test
  void aWebhookGoesThroughToTheJournal() throws Exception {
    assertThat(helmTest(Map.of()))
        .isEqualTo(
            """
            ✓ every service is ready
            ✓ a webhook of an unknown portal is refused
            ✓ a webhook of portal d8530516daf77f61ea2992e015ac62a4 is accepted
            ✓ the journal shows its result
            ended with 0
            """);
  }

  @Test
  void withoutAPortalOnlyTheRefusalIsTried() throws Exception {
    assertThat(helmTest(Map.of("MEMBER_ID", "")))
        .endsWith("✓ a webhook of an unknown portal is refused\nended with 0\n");
  }

  @Test
  void theTestFailsWhenAServiceIsNotReady() throws Exception {
    assertThat(helmTest(Map.of("READINESS", ADDRESSES.get("JOURNAL"))))
        .contains("✗ " + ADDRESSES.get("JOURNAL") + " is not ready")
        .endsWith("ended with 1\n");
  }

  @Test
  void theTestFailsWhenTheRefusalIsNotTheGateways() throws Exception {
    assertThat(helmTest(Map.of("GATEWAY", ADDRESSES.get("JOURNAL"))))
        .contains("✗ a webhook of an unknown portal was answered 401")
        .endsWith("ended with 1\n");
  }

  @Test
  void theTestFailsWhenThePortalsWebhookIsNotAccepted() throws Exception {
    assertThat(helmTest(Map.of("APPLICATION_TOKEN", "wrong")))
        .contains("✗ a webhook of portal " + MEMBER_ID + " was answered 403")
        .endsWith("ended with 1\n");
  }

  @Test
  void peopleLogInWithTheirOwnPassword() throws Exception {
    assertThat(statusOfJournal("anna:password-of-anna")).isEqualTo(200);
    assertThat(statusOfJournal("anna:client-secret")).isEqualTo(401);
  }

  private static int statusOfJournal(String login) throws Exception {
    var basic = Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(ADDRESSES.get("JOURNAL") + "/"))
              .header("Authorization", "Basic " + basic);
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static String values() {
    return """
        kafka:
          bootstrapServers: ["127.0.0.1:%d"]
          tls: {clientCertificate: {secret: loyalty-kafka-user}}
          sasl: {mechanism: PLAIN}
        postgresql: {host: 127.0.0.1, port: %d}
        registry: {url: "%s", credentials: {secret: registry-login}, ca: {secret: registry-ca}}
        topics: {partitions: 3, replicationFactor: 1, minInSyncReplicas: 1}
        gateway: {settings: {gateway.lane.burst: 30}}
        journal: {operators: {secret: journal-operators, people: {anna: {role: operator}}}}
        test: {portal: {secret: test-portal}}
        """
        .formatted(parts.kafkaPort(), parts.databasePort(), parts.registryUrl(""));
  }

  /** What somebody made in the cluster before the install. */
  private static Map<String, byte[]> secrets() throws IOException {
    var secrets = new HashMap<String, byte[]>();
    texts().forEach((name, text) -> secrets.put(name, text.getBytes(UTF_8)));
    secrets.put("loyalty-kafka-user/user.p12", Files.readAllBytes(parts.certificate().store()));
    return secrets;
  }

  private static Map<String, String> texts() {
    var texts = new HashMap<String, String>();
    texts.put("loyalty-kafka-user/sasl.jaas.config", GuardedParts.LOGIN);
    texts.put("loyalty-kafka-user/user.password", Certificate.PASSWORD);
    for (var ca : List.of("kafka-cluster-ca-cert", "postgres-ca", "registry-ca")) {
      texts.put(ca + "/ca.crt", parts.certificate().pem());
    }
    for (var service : List.of("gateway", "loyalty", "journal")) {
      var database = parts.database(service);
      texts.put("db-" + service + "/username", database.user());
      texts.put("db-" + service + "/password", database.password());
    }
    texts.put("registry-login/url", parts.registryUrl("loyalty:p%40ss@"));
    texts.put("loyalty-service-token/service-token", SERVICE_TOKEN);
    texts.put("bitrix24-application/client-id", "local.test");
    texts.put("bitrix24-application/client-secret", "client-secret");
    texts.put("gateway-keys/k1", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    texts.put("journal-operators/anna", "password-of-anna");
    texts.put("test-portal/member-id", MEMBER_ID);
    texts.put("test-portal/application-token", APPLICATION_TOKEN);
    return texts;
  }

  private static String mounted(String kind, String name) throws IOException {
    var pod = rendered.the(kind, name).at("/spec/template");
    return new Mounts(folder.resolve("pod-" + name), secrets()).lay(rendered, pod);
  }

  /** Only ports are other than in a pod: here all share one address. */
  private static ConfigurableApplicationContext start(
      String name, Function<String[], ConfigurableApplicationContext> service) throws IOException {
    var arguments =
        new String[] {
          mounted("Deployment", name),
          "--server.port=0",
          "--management.server.port=0",
          "--spring.thymeleaf.check-template-location=false"
        };
    var context = service.apply(arguments);
    SERVICES.push(context);
    ADDRESSES.put(name.toUpperCase(Locale.ROOT), address(context, "local.server.port"));
    ADDRESSES.merge(
        "READINESS", address(context, "local.management.port"), (all, one) -> all + " " + one);
    return context;
  }

  private static String address(ConfigurableApplicationContext context, String port) {
    return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port);
  }

  private static void installPortal(ConfigurableApplicationContext gateway) {
    var sealer = gateway.getBean(Sealer.class);
    gateway
        .getBean(JdbcClient.class)
        .sql(
            """
            insert into installation (member_id, status, client_endpoint, server_endpoint, language,
              access_token, refresh_token, application_token)
            values (?, 'active', 'https://portal.test/rest/', 'https://oauth.test/rest/', 'ru', ?, ?, ?)""")
        .params(
            MEMBER_ID,
            sealer.seal("access", MEMBER_ID),
            sealer.seal("refresh", MEMBER_ID),
            sealer.seal(APPLICATION_TOKEN, MEMBER_ID))
        .update();
  }

  /** Runs the pod's command with the pod's variables; gives what it prints and how it ends. */
  private static String helmTest(Map<String, String> changes) throws Exception {
    var container = rendered.the("Pod", "test").at("/spec/containers/0");
    var process = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    process.environment().put("TMPDIR", folder.toString());
    for (var variable : container.path("env")) {
      var name = variable.path("name").asString();
      var key = variable.at("/valueFrom/secretKeyRef");
      var secret = texts().get(key.path("name").asString("") + "/" + key.path("key").asString(""));
      process.environment().put(name, secret == null ? ADDRESSES.get(name) : secret);
    }
    process.environment().putAll(changes);
    var running = process.start();
    var output = new String(running.getInputStream().readAllBytes(), UTF_8);
    var lines = Arrays.stream(output.split("\n")).filter(line -> !line.startsWith("curl:"));
    return lines.collect(Collectors.joining("\n")) + "\nended with " + running.waitFor() + "\n";
  }
}
