package io.loyaltysuite.loyalty.api.v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.loyaltysuite.loyalty.Rig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A journal that answers as its document says, or rudely, or not at all. */
final class JournalStub implements AutoCloseable {

  private final HttpServer server;
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private volatile String mood = "well";

  private JournalStub(HttpServer server) {
    this.server = server;
  }

  static JournalStub start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var stub = new JournalStub(HttpServer.create(address, 0));
    stub.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    stub.server.createContext("/api/events", stub::answer);
    stub.server.start();
    return stub;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** {@code well}, {@code rude}, {@code garbled} or {@code silent}. */
  void behave(String how) {
    mood = how;
  }

  /** Adds an event in front of the others, as the newest one. */
  void add(String portal, String id, String type, Map<String, String> labels) {
    var event = new LinkedHashMap<String, Object>();
    event.put("topic", "loyalty.results.v1");
    event.put("partition", 0);
    event.put("offset", events.size());
    event.put("timestamp", "2026-03-01T12:00:00.123Z");
    event.put("portal", portal);
    event.put("workflow", "");
    event.put("id", id);
    event.put("type", "io.loyaltysuite." + type + ".v1");
    event.put("time", "2026-03-01T11:59:59.5Z");
    for (var label : List.of("activity", "status", "error_code", "kind")) {
      event.put(label, "");
    }
    event.put("size", 100);
    event.put("copies", 1);
    event.putAll(labels);
    events.addFirst(event);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var token = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + Rig.TOKEN).equals(token)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      if (mood.equals("silent")) {
        var _ = end.await(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
        return;
      }
      var body = mood.equals("garbled") ? "<html>".getBytes(UTF_8) : page(question(exchange));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(mood.equals("rude") ? 500 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] page(Map<String, String> question) {
    var portal = question.getOrDefault("portal", "");
    var text = question.getOrDefault("text", "");
    var found =
        events.stream()
            .filter(each -> portal.equals(each.get("portal")))
            .filter(each -> text.isEmpty() || each.toString().contains(text))
            .toList();
    var from = Integer.parseInt(question.getOrDefault("cursor", "0"));
    var limit = Integer.parseInt(question.getOrDefault("limit", "50"));
    var to = Math.min(found.size(), from + limit);
    var page = new LinkedHashMap<String, Object>();
    page.put("events", new ArrayList<>(found.subList(from, to)));
    page.put("next", to < found.size() ? Integer.toString(to) : null);
    return JsonMapper.shared().writeValueAsBytes(page);
  }

  private static Map<String, String> question(HttpExchange exchange) {
    var question = new LinkedHashMap<String, String>();
    for (var part : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      var pair = part.split("=", 2);
      question.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
    }
    return question;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
