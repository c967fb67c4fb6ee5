package io.loyaltysuite.simulator;

import com.sun.net.httpserver.HttpServer;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.php.PhpJson;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.time.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The smallest application: it remembers what the portal posts to it and calls the portal back. */
final class StubApplication implements AutoCloseable {

  static final String CLIENT_ID = "local.stub.1";

  private HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Map<String, Object>> posts = new CopyOnWriteArrayList<>();
  private volatile Consumer<Map<String, Object>> reaction = _ -> {};
  private volatile int status = 200;
  private volatile Duration hesitation = Duration.ZERO;

  StubApplication() throws IOException {
    server = listen(0);
  }

  private HttpServer listen(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          Map<String, Object> post = PhpForm.decode(new String(body, StandardCharsets.UTF_8));
          posts.add(post);
          Schedule.pause(hesitation);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
          reaction.accept(post);
        });
    server.start();
    return server;
  }

  /** Closes all connections and listens again at the same port. */
  void restart() {
    int port = server.getAddress().getPort();
    server.stop(0);
    try {
      server = listen(port);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Stands still before it answers. */
  void hesitates(Duration time) {
    hesitation = time;
  }

  /** Where a redirect leads. */
  String location(String url) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return client
          .send(request, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Location")
          .orElse("");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  Application application() {
    return Application.local(CLIENT_ID, "secret", URI.create(handler()));
  }

  String handler() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/b24/webhook";
  }

  void answers(int value) {
    status = value;
  }

  void onWebhook(Consumer<Map<String, Object>> what) {
    reaction = what;
  }

  List<Map<String, Object>> webhooks() {
    return posts.stream().filter(post -> post.containsKey("event_token")).toList();
  }

  List<Map<String, Object>> events() {
    return posts.stream().filter(post -> post.containsKey("event")).toList();
  }

  /** Token of the latest event or webhook that had one. */
  String accessToken() {
    return posts.reversed().stream()
        .map(post -> Php.text(Php.toArray(post.get("auth")).get("access_token")))
        .filter(token -> !token.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** A REST call with the latest token as a Bearer header and parameters as JSON. */
  RestResponse call(Portal portal, String method, Map<String, ?> parameters) {
    return call(portal, method, parameters, accessToken());
  }

  RestResponse call(Portal portal, String method, Map<String, ?> parameters, String token) {
    return send(
        HttpRequest.newBuilder(URI.create(portal.clientEndpoint() + method))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(PhpJson.write(parameters)))
            .build());
  }

  RestResponse get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  RestResponse postForm(String url, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  RestResponse postJson(String url, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  RestResponse send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new RestResponse(
          response.statusCode(),
          PhpJson.read(response.body()).map(Php::plainMap).orElse(Map.of()),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Registers a waiting activity with the properties and outputs named. */
  RestResponse register(
      Portal portal, String code, Map<String, ?> properties, Map<String, ?> outputs) {
    return call(
        portal,
        "bizproc.activity.add",
        Map.of(
            "CODE",
            code,
            "HANDLER",
            handler(),
            "AUTH_USER_ID",
            1,
            "USE_SUBSCRIPTION",
            "Y",
            "NAME",
            Map.of("ru", code, "en", code),
            "PROPERTIES",
            properties,
            "RETURN_PROPERTIES",
            outputs));
  }

  static Map<String, Object> property(String type) {
    return Map.of("Name", Map.of("en", type), "Type", type);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }

  /** Status, body as a map, body as text. */
  record RestResponse(int status, Map<String, Object> body, String text) {
    Object result() {
      return body.getOrDefault("result", "none");
    }

    String error() {
      return Php.text(body.get("error"));
    }

    String description() {
      return Php.text(body.get("error_description"));
    }
  }
}
