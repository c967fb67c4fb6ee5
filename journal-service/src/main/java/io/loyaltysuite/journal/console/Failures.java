package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.bundle.BundleTooLarge;
import io.loyaltysuite.journal.search.BadQuestion;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How failures of the JSON API look: RFC 9457, saying what came and what is expected. */
@RestControllerAdvice(assignableTypes = {EventsApi.class, ProcessApi.class})
class Failures {

  @ExceptionHandler
  ProblemDetail on(BadQuestion e) {
    return problem(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(NoSuchProcess e) {
    return problem(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(BundleTooLarge e) {
    return problem(HttpStatus.CONTENT_TOO_LARGE, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(QueryTimeoutException e) {
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "the answer takes too long (expected: a shorter period, a portal or a workflow)");
  }

  private static ProblemDetail problem(HttpStatus status, @Nullable String detail) {
    return ProblemDetail.forStatusAndDetail(status, detail);
  }
}
