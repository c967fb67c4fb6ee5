package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Failure;
import io.loyaltysuite.loyalty.api.v2.Envelope.Metadata;
import io.loyaltysuite.loyalty.api.v2.Envelope.Problem;
import io.loyaltysuite.loyalty.card.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Errors on the wire. */
final class Problems {

  private static final String TYPES = "urn:loyaltysuite:problem:";

  private Problems() {}

  static ResponseEntity<Failure> answer(HttpServletRequest request, Refusal refusal) {
    var rejection = refusal.rejection();
    var status = refusal.status();
    var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    if (rejection.retryable()) {
      var seconds = refusal.after().plusMillis(999).toSeconds();
      answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    }
    return answer.body(
        failure(
            request,
            status,
            request.getRequestURI(),
            rejection.code(),
            refusal.sentence(Asked.language(request)),
            rejection.retryable(),
            refusal.field()));
  }

  static ResponseEntity<Failure> answer(HttpServletRequest request, Rejection rejection) {
    var values = Map.of("request_id", Call.of(request).requestId());
    return answer(request, Refusal.of(rejection, values));
  }

  /** An error that no rule of ours knows, by its status alone. */
  static Failure failure(HttpServletRequest request, int status, String path) {
    var reason = reason(status);
    var code = reason.toLowerCase(Locale.ROOT).replace(' ', '_');
    var retryable = status >= HttpStatus.INTERNAL_SERVER_ERROR.value();
    return failure(request, status, path, code, reason, retryable, "");
  }

  private static Failure failure(
      HttpServletRequest request,
      int status,
      String path,
      String code,
      String detail,
      boolean retryable,
      String field) {
    var call = Call.of(request);
    var problem =
        new Problem(
            title(status, code),
            TYPES + code,
            status,
            detail,
            path,
            code,
            call.requestId(),
            retryable,
            Texts.emptyToNull(field));
    return new Failure(problem, Metadata.of(call, "error"));
  }

  private static String title(int status, String code) {
    if (status != HttpStatus.BAD_REQUEST.value()) {
      return reason(status);
    }
    return code.startsWith("input_") ? "Invalid request" : "Business rule violated";
  }

  private static String reason(int status) {
    var known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }
}
