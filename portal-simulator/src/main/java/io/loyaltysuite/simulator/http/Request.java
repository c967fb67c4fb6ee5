package io.loyaltysuite.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.php.PhpJson;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request with PHP's parameters: query and body merged, the body wins (protocol 3.3).
 *
 * @param method HTTP method
 * @param path path without query
 * @param rawQuery query as it came with its question mark; empty when there is none
 * @param query parameters of the query
 * @param parameters all parameters
 * @param contentType media type of the body, empty when there is none
 * @param bearer token of the Authorization header
 * @param source address the request came from, or claims to come from for the rate limit ({@code
 *     X-Sim-Source-IP})
 * @param loopback whether it really came from this machine
 * @param https whether a proxy says that it came by https ({@code X-Forwarded-Proto})
 */
public record Request(
    String method,
    String path,
    String rawQuery,
    Map<String, Object> query,
    Map<String, Object> parameters,
    String contentType,
    Optional<String> bearer,
    String source,
    boolean loopback,
    boolean https) {

  private static final int MAX_BODY = 16 * 1024 * 1024;

  /**
   * Reads the whole request; a body beyond the limit is cut, as PHP does with its post_max_size.
   */
  public static Request read(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String rawQuery = exchange.getRequestURI().getRawQuery();
    Map<String, Object> query = rawQuery == null ? Map.of() : PhpForm.decode(rawQuery);
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
    String contentType = Optional.ofNullable(headers.getFirst("Content-Type")).orElse("");
    var parameters = new LinkedHashMap<>(query);
    parameters.putAll(body(body, contentType));
    InetAddress from = exchange.getRemoteAddress().getAddress();
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        rawQuery == null ? "" : "?" + rawQuery,
        query,
        parameters,
        contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT),
        Optional.ofNullable(headers.getFirst("Authorization"))
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip()),
        Optional.ofNullable(headers.getFirst("X-Sim-Source-IP")).orElseGet(from::getHostAddress),
        from.isLoopbackAddress(),
        "https".equalsIgnoreCase(headers.getFirst("X-Forwarded-Proto")));
  }

  /** A malformed JSON body is swallowed: its parameters are lost. */
  private static Map<String, Object> body(byte[] body, String contentType) {
    if (body.length == 0) {
      return Map.of();
    }
    return contentType.toLowerCase(Locale.ROOT).startsWith("application/json")
        ? PhpJson.read(body).orElse(Map.of())
        : PhpForm.decode(new String(body, StandardCharsets.UTF_8));
  }

  /** The parameter of this name as text; empty when there is none. */
  public String text(String name) {
    return Php.text(parameters.get(name));
  }
}
