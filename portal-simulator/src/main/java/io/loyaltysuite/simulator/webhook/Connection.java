package io.loyaltysuite.simulator.webhook;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a handler. Blocking, for one request at a time; it reads no more of an
 * answer than its status and what it takes to use the connection again.
 */
final class Connection implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int MAX_LINE = 8_192;

  private final @Nullable SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private boolean reusable;
  private long idleSince;

  private Connection(@Nullable SocketChannel channel, Socket socket) throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1_024);
    socket.setTcpNoDelay(true);
  }

  static Connection open(URI handler) throws IOException {
    boolean secure = "https".equalsIgnoreCase(handler.getScheme());
    int port = handler.getPort() >= 0 ? handler.getPort() : secure ? 443 : 80;
    if (secure) {
      return new Connection(
          null, SSLSocketFactory.getDefault().createSocket(handler.getHost(), port));
    }
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(new InetSocketAddress(handler.getHost(), port), CONNECT_MILLIS);
      return new Connection(channel, channel.socket());
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * Posts the form body; gives the status. Afterwards the connection is {@link #idle} or must be
   * closed.
   */
  int post(URI handler, byte[] body, Duration timeout) throws IOException {
    reusable = false;
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

        """
        .formatted(path, query, handler.getRawAuthority(), length)
        .replace("\n", "\r\n");
  }

  private int answer() throws IOException {
    String statusLine = line();
    if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException("no HTTP answer: " + statusLine);
    }
    long length = -1;
    boolean keep = statusLine.startsWith("HTTP/1.1");
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("connection:") && lower.contains("close")) {
        keep = false;
      }
    }
    if (keep && length >= 0) {
      in.skipNBytes(length);
      reusable = channel != null;
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

  /** Whether another request may follow; notes the time. */
  boolean idle() {
    idleSince = System.nanoTime();
    return reusable;
  }

  /** Whether it is fresh enough and the handler has not closed it meanwhile. */
  boolean alive(Duration maxIdle) {
    SocketChannel open = channel;
    if (open == null || System.nanoTime() - idleSince > maxIdle.toNanos()) {
      return false;
    }
    try {
      open.configureBlocking(false);
      boolean silent = open.read(ByteBuffer.allocate(1)) == 0;
      open.configureBlocking(true);
      return silent;
    } catch (IOException closed) {
      return false;
    }
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
