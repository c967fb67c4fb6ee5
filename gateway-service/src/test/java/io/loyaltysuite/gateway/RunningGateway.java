package io.loyaltysuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.config.KeyProperties;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.openapi.ApiDocument;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gateway on real parts, for tests. Whatever it answers must be documented. */
public final class RunningGateway implements AutoCloseable {
  public static final ApiDocument API =
      ApiDocument.read(Path.of("..", "docs", "api", "gateway.yaml"));
  public static final String APPLICATION_TOKEN = "7b3f0c5de1a2946880bb4c1d2e3f5a6b";
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String bootstrapServers;

  private RunningGateway(ConfigurableApplicationContext context, String bootstrapServers) {
    this.context = context;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts on the JVM's shared broker and registry, with a database of its own. */
  public static RunningGateway start(String... settings) {
    var parts = Parts.shared();
    return start(parts.kafka().bootstrapServers(), parts.freshDatabase("gateway"), settings);
  }

  /** Settings given twice count as given last. */
  public static RunningGateway start(
      String bootstrapServers, Database database, String... settings) {
    Topics.create(Map.of("bootstrap.servers", bootstrapServers), 3, (short) 1);
    return startOnTopics(bootstrapServers, database, settings);
  }

  /** Starts where there are topics already; the broker may be away. */
  public static RunningGateway startOnTopics(
      String bootstrapServers, Database database, String... settings) {
    var args = arguments(bootstrapServers, database, settings);
    return new RunningGateway(
        GatewayApplication.start(args.toArray(String[]::new)), bootstrapServers);
  }

  /** What a gateway is told that runs on these parts. Settings given twice count as given last. */
  public static List<String> arguments(
      String bootstrapServers, Database database, String... settings) {
    var args =
        new ArrayList<String>(
            List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--suite.registry.url=" + Parts.shared().registry().url(),
                "--suite.service-token=test-service-token",
                "--gateway.client-id=local.test",
                "--gateway.client-secret=test-client-secret",
                "--gateway.public-url=https://gateway.test",
                "--gateway.keys.current=k1",
                "--gateway.keys.secrets.k1=" + KEY));
    for (String setting : settings) {
      args.removeIf(given -> given.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      args.add(setting);
    }
    return args;
  }

  /** Lets a portal have installed the application, with {@link #APPLICATION_TOKEN}. */
  public void install(String memberId) {
    install(memberId, bean(JdbcClient.class), bean(Sealer.class));
  }

  /** The same for gateways that are programs of their own. */
  public static void install(String memberId, JdbcClient database) {
    install(memberId, database, new Sealer(new KeyProperties("k1", Map.of("k1", KEY))));
  }

  private static void install(String memberId, JdbcClient database, Sealer sealer) {
    database
        .sql(
            """
            insert into installation (member_id, status, client_endpoint, server_endpoint, language,
              access_token, refresh_token, application_token)
            values (?, 'active', ?, 'https://oauth.test/rest/', 'ru', ?, ?, ?)
            on conflict do nothing""")
        .params(
            memberId,
            "https://" + memberId + ".test/rest/",
            sealer.seal("access", memberId),
            sealer.seal("refresh", memberId),
            sealer.seal(APPLICATION_TOKEN, memberId))
        .update();
  }

  public HttpResponse<String> post(String body) {
    return send(webhook(body).build());
  }

  public CompletableFuture<HttpResponse<String>> postLater(String body) {
    return http.sendAsync(webhook(body).build(), BodyHandlers.ofString())
        .thenApply(RunningGateway::documented);
  }

  public HttpRequest.Builder webhook(String body) {
    return HttpRequest.newBuilder(url("/b24/webhook"))
        .header("Content-Type", FORM)
        .POST(BodyPublishers.ofString(body));
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return documented(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static HttpResponse<String> documented(HttpResponse<String> answer) {
    assertThat(API.faultsOf(answer)).as("docs/api/gateway.yaml").isEmpty();
    return answer;
  }

  public int get(URI url) {
    return send(HttpRequest.newBuilder(url).build()).statusCode();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port("local.server.port") + path);
  }

  public URI managementUrl(String path) {
    return URI.create("http://127.0.0.1:" + port("local.management.port") + path);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }

  private int port(String property) {
    return context.getEnvironment().getRequiredProperty(property, Integer.class);
  }
}
