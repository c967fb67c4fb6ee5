package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.loyaltysuite.gateway.config.GatewayProperties;
import io.loyaltysuite.gateway.portal.HttpReply.Missing;
import io.loyaltysuite.gateway.portal.HttpReply.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Whom the gateway's requests reach. The house's own server stands for what must not be asked. */
class PortalHttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer house;

  @BeforeEach
  void start() throws IOException {
    house = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    house.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
          if (exchange.getRequestURI().getPath().equals("/moved")) {
            exchange.getResponseHeaders().set("Location", "/secret");
          }
          int status = exchange.getRequestURI().getPath().equals("/moved") ? 302 : 200;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    house.start();
  }

  @AfterEach
  void stop() {
    house.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "localhost",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]"
      })
  void neverReachesItsOwnHouse(String host) throws IOException {
    try (var http = new PortalHttp(properties(), new VettedNames(gateway(List.of())))) {
      assertThat(http.post(address(host, "/secret"), "token", "{}", LIMIT))
          .isInstanceOf(Missing.class);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void reachesAHouseThatWasNamed() throws IOException {
    try (var http =
        new PortalHttp(properties(), new VettedNames(gateway(List.of("127.0.0.0/8"))))) {
      assertThat(http.post(address("127.0.0.1", "/x"), "token", "{}", LIMIT))
          .isInstanceOf(Received.class);
    }
    assertThat(asked).hasSize(1);
  }

  /** The name exists nowhere else, so the connection went to the very address that was vetted. */
  @Test
  void connectsToTheVettedAddressAndResolvesNoNameAgain() throws IOException {
    try (var http = new PortalHttp(properties(), new Once("portal.test"))) {
      assertThat(http.post(address("portal.test", "/x"), "token", "{}", LIMIT))
          .isInstanceOf(Received.class);
    }
    assertThat(asked).containsExactly("portal.test:" + house.getAddress().getPort() + "/x");
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (var http =
        new PortalHttp(properties(), new VettedNames(gateway(List.of("127.0.0.0/8"))))) {
      assertThat(http.post(address("127.0.0.1", "/moved"), "token", "{}", LIMIT))
          .isEqualTo(new Received(302, "", "/secret"));
    }
    assertThat(asked).noneMatch(request -> request.endsWith("/secret"));
  }

  private URI address(String host, String path) {
    return URI.create("http://" + host + ":" + house.getAddress().getPort() + path);
  }

  /** A name that is vetted once and leads somewhere else ever after. */
  private static final class Once extends VettedNames {
    private final String name;
    private boolean resolved;

    Once(String name) {
      super(gateway(List.of("127.0.0.0/8")));
      this.name = name;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (resolved || !host.equals(name)) {
        throw new UnknownHostException(host + " was asked for once more");
      }
      resolved = true;
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
  }

  private static GatewayProperties gateway(List<String> allowed) {
    var nowhere = URI.create("https://gateway.test");
    return new GatewayProperties("id", "secret", nowhere, nowhere, List.of(), allowed);
  }

  private static PortalProperties properties() {
    return new PortalProperties(
        LIMIT,
        LIMIT,
        DataSize.ofMegabytes(1),
        10,
        Duration.ofDays(1),
        Duration.ofDays(1),
        10,
        10,
        Duration.ofHours(6),
        Duration.ofSeconds(1));
  }
}
