package io.loyaltysuite.journal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A loyalty service that finds the first result identical and every other one different. */
public final class StubLoyalty implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private volatile boolean rude;

  public StubLoyalty() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/reproduce", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on every answer is 500, or good again. */
  public void beRude(boolean rude) {
    this.rude = rude;
  }

  public List<JsonNode> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var right =
          JournalUnderTest.SERVICE.equals(exchange.getRequestHeaders().getFirst("Authorization"));
      var request = JSON.readTree(exchange.getRequestBody());
      asked.add(request);
      var body = rude ? new byte[0] : JSON.writeValueAsBytes(verdicts(request));
      exchange.sendResponseHeaders(
          rude ? 500 : right ? 200 : 401, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static JsonNode verdicts(JsonNode request) {
    var answer = JSON.createObjectNode();
    var list = answer.putArray("verdicts");
    for (var result : request.path("results")) {
      var verdict = list.addObject().put("id", result.path("id").stringValue());
      if (list.size() == 1) {
        verdict.put("verdict", "identical");
      } else {
        verdict
            .put("verdict", "differs")
            .put("field", "returned.card_balance")
            .put("recorded", "250")
            .put("today", "251");
      }
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
