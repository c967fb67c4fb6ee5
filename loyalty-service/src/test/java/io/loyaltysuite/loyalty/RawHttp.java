package io.loyaltysuite.loyalty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * HTTP/1.1 over a socket, byte for byte: nothing adds, drops or follows anything, as an HTTP client
 * would.
 */
public final class RawHttp {

  private RawHttp() {}

  /** Sends a request with exactly these headers, and {@code Host}. */
  public static Answer send(
      int port, String method, String target, List<String> headers, byte[] body) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
      head.append("Host: 127.0.0.1:").append(port).append("\r\n");
      headers.forEach(header -> head.append(header).append("\r\n"));
      head.append("\r\n");
      var out = socket.getOutputStream();
      out.write(head.toString().getBytes(UTF_8));
      out.write(body);
      out.flush();
      return read(port, method, target, new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new AssertionError("no answer to " + method + " " + target, e);
    }
  }

  private static Answer read(int port, String method, String target, InputStream in)
      throws IOException {
    var status = Integer.parseInt(line(in).split(" ", 3)[1]);
    var headers = new HashMap<String, List<String>>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    var map = HttpHeaders.of(headers, (_, _) -> true);
    return new Answer(port, method, target, status, map, body(map, in));
  }

  private static String body(HttpHeaders headers, InputStream in) throws IOException {
    if (headers.firstValue("transfer-encoding").isPresent()) {
      var all = new ByteArrayOutputStream();
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        all.write(in.readNBytes(size));
        line(in);
      }
      return all.toString(UTF_8);
    }
    var length = headers.firstValueAsLong("content-length");
    return new String(
        length.isPresent() ? in.readNBytes((int) length.getAsLong()) : in.readAllBytes(), UTF_8);
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** An answer, in the form that the judge of documents reads. */
  public record Answer(
      int port, String method, String target, int statusCode, HttpHeaders headers, String body)
      implements HttpResponse<String> {

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri())
          .method(method, HttpRequest.BodyPublishers.noBody())
          .build();
    }

    @Override
    public URI uri() {
      var path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
      var escaped =
          path.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("<", "%3C").replace(">", "%3E");
      return URI.create("http://127.0.0.1:" + port + escaped);
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
