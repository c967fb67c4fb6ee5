package io.loyaltysuite.loyalty.api.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loyaltysuite.loyalty.view.Page;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What every answer is wrapped in. Clients break when a key is missing, null or of another type.
 */
sealed interface Envelope {

  Metadata metadata();

  /** An answer of 200 (spec 2.3). */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Success(Object data, Metadata metadata, @Nullable Pagination pagination)
      implements Envelope {}

  /** Any other answer (spec 2.5). */
  record Failure(Problem error, Metadata metadata) implements Envelope {}

  /**
   * About the request.
   *
   * @param role {@code admin}, {@code user} or empty; clients know no other
   * @param duration seconds
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Metadata(
      String requestStartTime, String requestId, String role, double duration, String message) {

    static Metadata of(Call call, String message) {
      var micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - call.startedNanos());
      return new Metadata(
          Texts.moment(call.started()), call.requestId(), call.role(), micros / 1e6, message);
    }
  }

  /** Where in a list the items are. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Pagination(int count, long total, int page, long pages, int perPage) {

    static Pagination of(Page<?> page) {
      return new Pagination(
          page.items().size(), page.total(), page.number(), page.pages(), Page.SIZE);
    }
  }

  /**
   * What went wrong: the five keys that clients need, and what helps people.
   *
   * @param code of the error catalogue
   * @param field the part of the request that is wrong
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(
      String title,
      String type,
      int status,
      String detail,
      String instance,
      String code,
      String requestId,
      boolean retryable,
      @Nullable String field) {}
}
