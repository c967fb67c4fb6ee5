package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Failure;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.history.History.Away;
import io.loyaltysuite.loyalty.ledger.GroupCommit.NoAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Whatever a handler throws becomes an error in the envelope. */
@RestControllerAdvice(annotations = V2.class)
class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  /** Class of SQLSTATE. */
  private static final String DATA_EXCEPTION = "22";

  @ExceptionHandler
  ResponseEntity<Failure> refused(Refusal refusal, HttpServletRequest request) {
    return Problems.answer(request, refusal);
  }

  /** A caller with an Idempotency-Key may safely ask again. */
  @ExceptionHandler
  ResponseEntity<Failure> unanswered(NoAnswer noAnswer, HttpServletRequest request) {
    LOG.warn("Request {}: {}", Call.of(request).requestId(), noAnswer.getMessage());
    return Problems.answer(
        request,
        noAnswer.nothingDecided() ? Rejection.SERVICE_UNAVAILABLE : Rejection.OPERATION_TIMEOUT);
  }

  @ExceptionHandler
  ResponseEntity<Failure> journalAway(Away away, HttpServletRequest request) {
    LOG.warn(
        "Request {}: no answer of the journal: {}",
        Call.of(request).requestId(),
        away.getMessage());
    var sentence =
        Asked.language(request)
            .pick(
                "Журнал сейчас не отвечает, повторите позже.",
                "The journal does not answer now; ask again later.");
    return Problems.answer(request, Refusal.decided(Rejection.SERVICE_UNAVAILABLE, sentence));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<Failure> databaseAway(Exception failure, HttpServletRequest request) {
    var cause = NestedExceptionUtils.getMostSpecificCause(failure);
    if (isAboutData(cause)) {
      var sentence =
          Asked.language(request)
              .pick(
                  "В запросе есть знаки или числа, которые нельзя сохранить.",
                  "The request holds characters or numbers that cannot be kept.");
      return Problems.answer(request, Refusal.decided(Rejection.INPUT_INVALID, sentence));
    }
    LOG.warn("Request {}: the database does not answer", Call.of(request).requestId(), cause);
    return Problems.answer(request, Rejection.SERVICE_UNAVAILABLE);
  }

  /** Such as a text with a zero byte, which would fail at every further try. */
  private static boolean isAboutData(Throwable cause) {
    return cause instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState().startsWith(DATA_EXCEPTION);
  }

  @ExceptionHandler
  ResponseEntity<Failure> nowhere(NoSuchThing nothing, HttpServletRequest request) {
    var status = HttpStatus.NOT_FOUND.value();
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Problems.failure(request, status, request.getRequestURI()));
  }

  /**
   * Half of the answer is on its way: the container cuts it off, so that nobody takes it for all.
   */
  @ExceptionHandler
  void cutOff(CutOff failure) {
    throw failure;
  }

  @ExceptionHandler
  ResponseEntity<Failure> failed(Exception failure, HttpServletRequest request) {
    LOG.error("Request {} failed", Call.of(request).requestId(), failure);
    return Problems.answer(request, Rejection.INTERNAL_ERROR);
  }
}
