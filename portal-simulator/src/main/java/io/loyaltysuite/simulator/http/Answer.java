package io.loyaltysuite.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import io.loyaltysuite.simulator.php.PhpJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer, and what the same request still does when the answer is out; immutable. */
public final class Answer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Runnable after;

  private Answer(int status, Map<String, String> headers, byte[] body, Runnable after) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.after = after;
  }

  /** JSON in PHP's shapes. */
  public static Answer json(int status, Object value) {
    return of(status, "application/json; charset=utf-8", PhpJson.write(value));
  }

  /** A text of the given media type. */
  public static Answer text(int status, String mediaType, String text) {
    return of(status, mediaType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, Map.of("Content-Type", contentType), body, () -> {});
  }

  /** No answer at all: the connection is closed. */
  public static Answer none() {
    return new Answer(0, Map.of(), new byte[0], () -> {});
  }

  /** A redirect without a body. */
  public static Answer moved(String location) {
    return new Answer(302, Map.of("Location", location), new byte[0], () -> {});
  }

  /** A portal's or OAuth server's error: its code and its words. */
  public static Answer error(int status, String error, String description) {
    var envelope = new LinkedHashMap<String, Object>();
    envelope.put("error", error);
    envelope.put("error_description", description);
    return json(status, envelope);
  }

  /** The same answer with work that follows it. */
  public Answer then(Runnable work) {
    return new Answer(status, headers, body, work);
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, after);
  }

  /** Sends the answer and ends the exchange; the work that follows is the caller's to start. */
  public void send(HttpExchange exchange) throws IOException {
    if (status == 0) {
      exchange.close();
      return;
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** What the request still does when the answer is out. */
  public Runnable after() {
    return after;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
