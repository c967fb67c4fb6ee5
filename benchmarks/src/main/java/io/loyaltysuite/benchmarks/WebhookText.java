package io.loyaltysuite.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;

/**
 * A webhook as a portal sent it; each copy carries a token of its own, or it would be a repetition.
 */
final class WebhookText {

  private static final Pattern TOKEN = Pattern.compile("(?<=^|&)event_token=([^&]*)");
  private static final int DIGITS = 12;

  private final byte[] request;
  private final int end;

  /** From a form body. */
  WebhookText(String path, String body) {
    var token = TOKEN.matcher(body);
    if (!token.find()) {
      throw new IllegalArgumentException("no event_token in " + body);
    }
    var numbered = new StringBuilder(body).insert(token.end(), "0".repeat(DIGITS)).toString();
    var head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        User-Agent: Bitrix24 Webhook Engine\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, numbered.length());
    this.request = (head + numbered).getBytes(US_ASCII);
    this.end = head.length() + token.end() + DIGITS;
  }

  /** The whole request, with this number in its token. */
  byte[] request(long number) {
    var copy = request.clone();
    var rest = number;
    for (var i = end - 1; rest > 0; i--) {
      copy[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return copy;
  }

  /** Size of the request. */
  int length() {
    return request.length;
  }
}
