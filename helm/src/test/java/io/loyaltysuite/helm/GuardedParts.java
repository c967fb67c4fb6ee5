package io.loyaltysuite.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.EmbeddedRegistry;
import io.loyaltysuite.standalone.parts.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Broker, database and registry as somebody else runs them: reached by TLS only, with a certificate
 * that no public authority signed; the broker also asks for a certificate and a password, the
 * registry for a password.
 */
final class GuardedParts implements AutoCloseable {

  static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"loyalty\" password=\"loyalty-password\";";

  private static final String REGISTRY_USER = "Basic bG95YWx0eTpwQHNz"; // loyalty:p@ss

  private final Certificate certificate;
  private final EmbeddedKafka kafka;
  private final int kafkaPort;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRegistry registry;
  private final HttpsServer registryDoor;
  private final HttpClient http = HttpClient.newHttpClient();

  GuardedParts(Path folder) throws Exception {
    certificate = Certificate.make(folder);
    kafkaPort = Ports.free();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort, guarded(kafkaPort));
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), Ports.free(), "owner-password");
    proveDatabase();
    registry =
        EmbeddedRegistry.start(
            folder.resolve("registry"), Ports.free(), Ports.free(), postgres.database("registry"));
    registryDoor = door();
  }

  Certificate certificate() {
    return certificate;
  }

  int kafkaPort() {
    return kafkaPort;
  }

  int databasePort() {
    return postgres.port();
  }

  Database database(String name) {
    return postgres.database(name);
  }

  String registryUrl(String credentials) {
    return "https://%s127.0.0.1:%d/apis/ccompat/v7"
        .formatted(credentials, registryDoor.getAddress().getPort());
  }

  @Override
  public void close() {
    registryDoor.stop(0);
    http.close();
    registry.close();
    kafka.close();
    postgres.close();
  }

  private Map<String, String> guarded(int port) {
    int controller = Ports.free();
    return Map.ofEntries(
        Map.entry(
            "listeners",
            "SASL_SSL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller)),
        Map.entry("advertised.listeners", "SASL_SSL://127.0.0.1:" + port),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
        Map.entry("inter.broker.listener.name", "SASL_SSL"),
        Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
        Map.entry(
            "listener.name.sasl_ssl.plain.sasl.jaas.config",
            LOGIN.replace(";", " user_loyalty=\"loyalty-password\";")),
        Map.entry("listener.name.sasl_ssl.ssl.client.auth", "required"),
        Map.entry("ssl.truststore.type", "PEM"),
        Map.entry("ssl.truststore.location", certificate.authority().toString()),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.location", certificate.store().toString()),
        Map.entry("ssl.keystore.password", Certificate.PASSWORD));
  }

  /** The server writes its own files, as it refuses keys that belong to somebody else. */
  private void proveDatabase() throws SQLException {
    try (var connection = postgres.database("gateway").connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT '%s') TO PROGRAM 'umask 077; printf %%b \"$(cat)\" > server.crt'"
              .formatted(certificate.pem()));
      statement.execute(
          "COPY (SELECT '%s') TO PROGRAM 'umask 077; printf %%b \"$(cat)\" > server.key'"
              .formatted(certificate.keyPem()));
      statement.execute("ALTER SYSTEM SET ssl = on");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private HttpsServer door() throws Exception {
    var door = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.setHttpsConfigurator(new HttpsConfigurator(certificate.proof()));
    door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    door.createContext("/", this::passOn);
    door.start();
    return door;
  }

  private void passOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!REGISTRY_USER.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      var target = URI.create("http://" + registry.url().getAuthority() + exchange.getRequestURI());
      var request =
          HttpRequest.newBuilder(target)
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      var type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
