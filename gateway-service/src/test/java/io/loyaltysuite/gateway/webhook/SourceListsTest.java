package io.loyaltysuite.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceListsTest {

  private static final String LIST = "{\"nodes\":[\"203.0.113.9\",\"198.51.100.0/24\"]}";

  private HttpServer publisher;
  private volatile int status;
  private volatile String text = "";

  @BeforeEach
  void start() throws IOException {
    publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    publisher.createContext(
        "/",
        exchange -> {
          var body = text.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    publisher.start();
  }

  @AfterEach
  void stop() {
    publisher.stop(0);
  }

  @Test
  void onlyPublishedSendersMayPostOnceTheListWasRead() {
    var sources = new Sources(List.of("192.0.2.0/24"), List.of(list("/a")));
    assertThat(sources.allow("8.8.8.8")).isTrue();

    read(sources, 200, LIST);

    assertThat(sources.allow("203.0.113.9")).isTrue();
    assertThat(sources.allow("198.51.100.77")).isTrue();
    assertThat(sources.allow("192.0.2.1")).isTrue();
    assertThat(sources.allow("8.8.8.8")).isFalse();
  }

  @Test
  void everybodyMayPostWhileOneListWasNeverRead() {
    var away = URI.create("http://127.0.0.1:1/list.json");
    var sources = new Sources(List.of(), List.of(away, list("/a")));

    read(sources, 200, LIST);

    assertThat(sources.allow("8.8.8.8")).isTrue();
  }

  @Test
  void whoLeftTheListMayPostNoLonger() {
    var sources = new Sources(List.of(), List.of(list("/a")));
    read(sources, 200, LIST);

    read(sources, 200, "{\"nodes\":[\"203.0.113.10\"]}");

    assertThat(sources.allow("203.0.113.9")).isFalse();
    assertThat(sources.allow("203.0.113.10")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"nodes\":[]}",
        "{\"nodes\":[\"nonsense\"]}",
        "{\"nodes\":7}"
      })
  void whatIsNoListLeavesWhatItSaidBefore(String nonsense) {
    var sources = new Sources(List.of(), List.of(list("/a")));
    read(sources, 200, LIST);

    read(sources, 200, nonsense);
    read(sources, 503, LIST.replace("203", "204"));

    assertThat(sources.allow("203.0.113.9")).isTrue();
    assertThat(sources.allow("204.0.113.9")).isFalse();
  }

  private void read(Sources sources, int answer, String body) {
    status = answer;
    text = body;
    new SourceLists(sources).pass();
  }

  private URI list(String path) {
    return URI.create("http://127.0.0.1:" + publisher.getAddress().getPort() + path);
  }
}
