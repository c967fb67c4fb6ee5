package io.loyaltysuite.simulator.webhook;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 connection to a handler, for one request. Blocking; it reads no more of an answer
 * than its status and headers.
 */
final class Connection implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int MAX_LINE = 8_192;

  private final Socket socket;
  private final InputStream in;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1_024);
    socket.setTcpNoDelay(true);
  }

  static Connection open(URI handler) throws IOException {
    boolean secure = "https".equalsIgnoreCase(handler.getScheme());
    int port = handler.getPort() >= 0 ? handler.getPort() : secure ? 443 : 80;
    Socket socket = secure ? SSLSocketFactory.getDefault().createSocket() : new Socket();
    try {
      socket.connect(new InetSocketAddress(handler.getHost(), port), CONNECT_MILLIS);
      return new Connection(socket);
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /**
   * Posts the form body; gives the status.
   *
   * @throws IOException when no HTTP answer comes within the time
   */
  int post(URI handler, byte[] body, Duration timeout) throws IOException {
    socket.setSoTimeout((int) Math.max(1, timeout.toMillis()));
    byte[] head = head(handler, body.length).getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    socket.getOutputStream().write(request);
    return answer();
  }

  private static String head(URI handler, int length) {
    String path = handler.getRawPath().isEmpty() ? "/" : handler.getRawPath();
    String query = handler.getRawQuery() == null ? "" : "?" + handler.getRawQuery();
    return """
        POST %s%s HTTP/1.1
        Host: %s
        User-Agent: Bitrix24 Webhook Engine
        Content-Type: application/x-www-form-urlencoded
        Content-Length: %d
        Connection: close

        """
        .formatted(path, query, handler.getRawAuthority(), length)
        .replace("\n", "\r\n");
  }

  private int answer() throws IOException {
    String statusLine = line();
    if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException("no HTTP answer: " + statusLine);
    }
    while (!line().isEmpty()) {
      // An answer counts once its headers are complete.
    }
    return Integer.parseInt(statusLine.substring(9, 12));
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("connection closed");
      }
      if (line.length() == MAX_LINE) {
        throw new IOException("header line too long");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing is lost: the answer was read, or counts as none.
    }
  }
}
