package io.loyaltysuite.gateway.security;

import jakarta.servlet.http.HttpServletResponse;

/** What browsers are told about an answer that is none of their business. */
public final class SafeHeaders {

  static final String NO_CONTENT =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private SafeHeaders() {}

  /**
   * Adds the headers that Spring's filters set on all other answers.
   *
   * @param secure whether the request came by HTTPS
   */
  public static void add(HttpServletResponse response, boolean secure) {
    response.addHeader("X-Content-Type-Options", "nosniff");
    response.addHeader("X-XSS-Protection", "0");
    response.addHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    response.addHeader("Pragma", "no-cache");
    response.addHeader("Expires", "0");
    response.addHeader("X-Frame-Options", "DENY");
    response.addHeader("Content-Security-Policy", NO_CONTENT);
    response.addHeader("Referrer-Policy", "no-referrer");
    if (secure) {
      response.addHeader("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
    }
  }
}
