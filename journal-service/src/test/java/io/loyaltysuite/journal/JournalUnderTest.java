package io.loyaltysuite.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.openapi.ApiDocument;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running journal with an operator, an integrator of the portal {@code mine} and a token.
 * Whatever its API answers must be documented.
 */
public final class JournalUnderTest implements AutoCloseable {

  public static final ApiDocument API =
      ApiDocument.read(Path.of("..", "docs", "api", "journal.yaml"));
  public static final String TOKEN = "service-token-of-the-tests";
  public static final String OPERATOR = basic("olga", "operators-password");
  public static final String INTEGRATOR = basic("ivan", "integrators-password");
  public static final String SERVICE = "Bearer " + TOKEN;

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private JournalUnderTest(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts on shared parts; settings given later win. */
  public static JournalUnderTest start(Database database, String bootstrap, String... settings) {
    return new JournalUnderTest(
        JournalApplication.start(arguments(database, bootstrap, settings).toArray(String[]::new)));
  }

  /** What {@link #start} starts it with; settings given later win. */
  static List<String> arguments(Database database, String bootstrap, String... settings) {
    var arguments = new LinkedHashMap<String, String>();
    for (var setting : Stream.concat(own(database, bootstrap), Stream.of(settings)).toList()) {
      arguments.put(setting.substring(0, setting.indexOf('=')), setting);
    }
    return List.copyOf(arguments.values());
  }

  private static Stream<String> own(Database database, String bootstrap) {
    return Stream.of(
        "--server.port=0",
        "--management.server.port=0",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password(),
        "--spring.kafka.bootstrap-servers=" + bootstrap,
        "--suite.service-token=" + TOKEN,
        "--journal.operators.olga.password=operators-password",
        "--journal.operators.olga.role=operator",
        "--journal.operators.ivan.password=integrators-password",
        "--journal.operators.ivan.role=integrator",
        "--journal.operators.ivan.portals=mine");
  }

  /** Registers schemas at the shared registry, which is started for it. */
  public static String registry() {
    return "--suite.registry.url=" + Parts.shared().registry().url();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port("local.server.port") + path);
  }

  public URI management(String path) {
    return URI.create("http://127.0.0.1:" + port("local.management.port") + path);
  }

  public HttpResponse<String> get(@Nullable String login, String path) {
    return send(login, HttpRequest.newBuilder(url(path)).GET());
  }

  public HttpResponse<String> post(@Nullable String login, String path) {
    return send(login, HttpRequest.newBuilder(url(path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  public HttpResponse<String> send(@Nullable String login, HttpRequest.Builder request) {
    if (login != null) {
      request.header("Authorization", login);
    }
    try {
      var answer =
          http.send(
              request.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(API.faultsOf(answer)).as("docs/api/journal.yaml").isEmpty();
      return answer;
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Value of a meter by its Prometheus name and tags; 0 while there is none. */
  public double metric(String name) {
    return send(null, HttpRequest.newBuilder(management("/actuator/prometheus")))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }

  private String port(String property) {
    return context.getEnvironment().getRequiredProperty(property);
  }

  private static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
