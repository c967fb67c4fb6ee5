package io.loyaltysuite.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PosterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Test
  void aHandlerMayCloseAnAnsweredConnectionAtAnyMoment() throws IOException {
    try (var handler = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(handler));
      var poster = new Poster(1);
      var address = "http://127.0.0.1:" + handler.getLocalPort() + "/";

      for (int i = 0; i < 3; i++) {
        assertThat(poster.post(address, "a=b", PATIENCE)).isEqualTo(200);
      }
    }
  }

  @Test
  void nobodyListeningIsNoAnswer() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(new Poster(1).post("http://127.0.0.1:" + port + "/", "a=b", PATIENCE)).isZero();
  }

  private static void serve(ServerSocket handler) {
    while (!handler.isClosed()) {
      try {
        var connection = handler.accept();
        Thread.ofVirtual().start(() -> answerOnce(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Answers as if the connection stayed, and closes it when the next request is on its way. */
  private static void answerOnce(Socket connection) {
    try (connection) {
      var in = connection.getInputStream();
      var request = new StringBuilder();
      while (request.indexOf("a=b") < 0) {
        request.append((char) in.read());
      }
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var _ = in.read();
    } catch (IOException closed) {
      // The client is gone, which is what ends this connection.
    }
  }
}
