package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.timeline.Call;
import io.loyaltysuite.journal.timeline.Timeline;
import io.loyaltysuite.journal.timeline.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The story of a process as JSON: the public form, so its names never change. */
@JsonNaming(SnakeCaseStrategy.class)
record TimelineJson(
    String workflowId,
    String portal,
    boolean truncated,
    List<CallJson> calls,
    List<ToldJson> otherEvents) {

  /** One call of an activity. */
  @JsonNaming(SnakeCaseStrategy.class)
  record CallJson(
      String commandId,
      String activity,
      String step,
      String operation,
      String status,
      String errorCode,
      String message,
      @Nullable JsonNode inputs,
      @Nullable JsonNode returned,
      @Nullable JsonNode accountBefore,
      @Nullable JsonNode accountAfter,
      @Nullable Long decidedAfterMs,
      @Nullable Long answeredAfterMs,
      List<ToldJson> events) {

    static CallJson of(Call call) {
      return new CallJson(
          call.commandId(),
          call.activity(),
          call.step(),
          call.operation(),
          call.status(),
          call.errorCode(),
          call.message(),
          present(call.inputs()),
          present(call.returned()),
          present(call.accountBefore()),
          present(call.accountAfter()),
          millis(call.decidedAfter()),
          millis(call.answeredAfter()),
          call.events().stream().map(ToldJson::of).toList());
    }
  }

  /** One event with its value, or why that cannot be read. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ToldJson(
      String topic,
      int partition,
      long offset,
      String timestamp,
      String at,
      long afterMs,
      String id,
      String type,
      String kind,
      String status,
      String errorCode,
      long copies,
      @Nullable JsonNode value,
      @Nullable String unreadable) {

    static ToldJson of(Told told) {
      var event = told.event();
      var labels = event.labels();
      boolean readable = told.unreadable().isEmpty();
      return new ToldJson(
          event.address().topic(),
          event.address().partition(),
          event.address().offset(),
          event.at().toString(),
          told.at().toString(),
          told.after().toMillis(),
          labels.ceId(),
          told.type(),
          labels.kind(),
          labels.status(),
          labels.errorCode(),
          event.copies(),
          readable ? told.json() : null,
          readable ? null : told.unreadable());
    }
  }

  static TimelineJson of(Timeline timeline) {
    return new TimelineJson(
        timeline.process().workflowId(),
        timeline.process().memberId(),
        timeline.truncated(),
        timeline.calls().stream().map(CallJson::of).toList(),
        timeline.others().stream().map(ToldJson::of).toList());
  }

  private static @Nullable JsonNode present(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node;
  }

  private static @Nullable Long millis(Optional<Duration> time) {
    return time.map(Duration::toMillis).orElse(null);
  }
}
