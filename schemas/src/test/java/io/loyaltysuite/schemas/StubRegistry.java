package io.loyaltysuite.schemas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/** A registry small enough to lie, to be rude and to be absent when a test wants it. */
final class StubRegistry implements AutoCloseable {

  record Call(String method, String path, String body) {}

  record Answer(int status, String body) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final Answer UNKNOWN =
      new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

  private final HttpServer server;
  private final AtomicInteger nextId;
  private final Map<String, Integer> idsBySubjectAndSchema = new ConcurrentHashMap<>();
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<Answer> manners = UnaryOperator.identity();

  private StubRegistry(HttpServer server, int firstId) {
    this.server = server;
    this.nextId = new AtomicInteger(firstId);
  }

  static StubRegistry start() {
    return start(1);
  }

  static StubRegistry start(int firstId) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(address, 0);
      var stub = new StubRegistry(server, firstId);
      server.createContext("/api", stub::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CodecSettings settings() {
    return new CodecSettings(url(), true, Duration.ofSeconds(5));
  }

  CodecSettings lookUpOnly() {
    return new CodecSettings(url(), false, Duration.ofSeconds(5));
  }

  URI url() {
    return URI.create(
        "http://%s:%d/api"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  int register(String subject, Schema schema) {
    return idsBySubjectAndSchema.computeIfAbsent(
        subject + SchemaText.fingerprint(schema), _ -> newId(schema));
  }

  /** Every answer passes through this before it is sent. */
  void behave(UnaryOperator<Answer> newManners) {
    manners = newManners;
  }

  List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private int newId(Schema schema) {
    int id = nextId.getAndIncrement();
    schemas.put(id, schema.toString());
    return id;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = exchange.getRequestURI().getPath().substring("/api".length());
      var call = new Call(exchange.getRequestMethod(), path, body);
      calls.add(call);
      var answer = manners.apply(answer(call));
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(Call call) {
    var parts = call.path().split("/", -1);
    if (call.method().equals("GET")) {
      var schema = schemas.get(Integer.parseInt(parts[3]));
      return schema == null ? UNKNOWN : ok("schema", schema);
    }
    var subject = parts[2];
    var schema = SchemaText.parse(JSON.readTree(call.body()).path("schema").stringValue());
    if (call.path().endsWith("/versions")) {
      return new Answer(200, "{\"id\":" + register(subject, schema) + "}");
    }
    var id = idsBySubjectAndSchema.get(subject + SchemaText.fingerprint(schema));
    return id == null ? UNKNOWN : new Answer(200, "{\"id\":" + id + ",\"version\":1}");
  }

  private static Answer ok(String name, String value) {
    return new Answer(200, JSON.createObjectNode().put(name, value).toString());
  }
}
