package io.loyaltysuite.loyalty.api.v2;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One request, as its answer and the journal tell of it.
 *
 * @param id ours; the command of the request has it
 * @param requestId what the caller calls the request, else {@code id}
 * @param startedNanos of the clock that measures durations
 * @param role the part of the address: {@code admin}, {@code user} or empty
 */
record Call(UUID id, String requestId, Instant started, long startedNanos, String role) {

  static final String BASE = "/api/v2/";
  static final String REQUEST_ID = "X-Request-Id";

  private static final String ATTRIBUTE = Call.class.getName();
  private static final Pattern SANE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern WITH_ROLE = Pattern.compile(BASE + "[^/]+/(admin|user)(/.*)?");

  static boolean isToUs(String path) {
    return path.startsWith(BASE);
  }

  static Call begin(HttpServletRequest request, UUID id, Instant now, long nanos) {
    var given = request.getHeader(REQUEST_ID);
    var requestId = given != null && SANE.matcher(given).matches() ? given : id.toString();
    var role = WITH_ROLE.matcher(request.getRequestURI());
    var call = new Call(id, requestId, now, nanos, role.matches() ? role.group(1) : "");
    request.setAttribute(ATTRIBUTE, call);
    return call;
  }

  /** The call that a request is, which the container may have refused before any filter saw it. */
  static Call ofRefused(HttpServletRequest request, Instant now) {
    return request.getAttribute(ATTRIBUTE) instanceof Call call
        ? call
        : begin(request, UUID.randomUUID(), now, System.nanoTime());
  }

  /**
   * The call that a request is.
   *
   * @throws IllegalStateException when it did not come through {@link CallFilter}
   */
  static Call of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Call call) {
      return call;
    }
    throw new IllegalStateException("no call: " + request.getRequestURI());
  }
}
