package io.loyaltysuite.loyalty.api.v2;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who sends codes to phones: remembers them instead, and refuses when told to. */
final class CodeProvider implements AutoCloseable {

  static final String TOKEN = "token-of-the-provider";

  private final HttpServer server;
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

  private CodeProvider(HttpServer server) {
    this.server = server;
  }

  static CodeProvider start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var provider = new CodeProvider(HttpServer.create(address, 0));
    provider.server.createContext(
        "/send",
        exchange -> {
          var known =
              ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
          if (known) {
            provider.messages.add(JsonMapper.shared().readTree(exchange.getRequestBody()));
          }
          exchange.sendResponseHeaders(known ? 202 : 403, -1);
          exchange.close();
        });
    provider.server.start();
    return provider;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/send";
  }

  /** Codes that a phone got, the latest at the end. */
  List<String> codes(String phone) {
    return messages.stream()
        .filter(message -> message.path("phone").asString("").equals(phone))
        .map(message -> message.path("code").asString(""))
        .toList();
  }

  String textTo(String phone) {
    return messages.stream()
        .filter(message -> message.path("phone").asString("").equals(phone))
        .map(message -> message.path("text").asString(""))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
