package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.replay.Reproduced.Verdicts;
import io.loyaltysuite.journal.replay.Verdict;
import io.loyaltysuite.journal.timeline.Call;
import io.loyaltysuite.journal.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Verdicts on a process, each beside the call it judges; as JSON, and for the page. */
@JsonNaming(SnakeCaseStrategy.class)
record ReproducedJson(
    String workflowId,
    String portal,
    List<VerdictJson> verdicts,
    long identical,
    long differs,
    long notReproducible) {

  /** One verdict; field, recorded and today only where something differs. */
  @JsonNaming(SnakeCaseStrategy.class)
  record VerdictJson(
      String resultId,
      String activity,
      String status,
      String verdict,
      @Nullable String field,
      @Nullable String recorded,
      @Nullable String today,
      @Nullable String reason) {

    static VerdictJson of(Call call, Verdict verdict) {
      return switch (verdict) {
        case Verdict.Identical(var id) -> about(call, id, "identical", null, null, null, null);
        case Verdict.Differs(var id, var field, var recorded, var today) ->
            about(call, id, "differs", field, recorded, today, null);
        case Verdict.NotReproducible(var id, var reason) ->
            about(call, id, "not_reproducible", null, null, null, reason);
      };
    }

    private static VerdictJson about(
        Call call,
        String id,
        String verdict,
        @Nullable String field,
        @Nullable String recorded,
        @Nullable String today,
        @Nullable String reason) {
      return new VerdictJson(
          id, call.activity(), call.status(), verdict, field, recorded, today, reason);
    }
  }

  static ReproducedJson of(Timeline timeline, Verdicts verdicts) {
    var list = new ArrayList<VerdictJson>();
    for (var verdict : verdicts.all()) {
      list.add(VerdictJson.of(callOf(timeline, verdict.resultId()), verdict));
    }
    return new ReproducedJson(
        timeline.process().workflowId(),
        timeline.process().memberId(),
        list,
        verdicts.identical(),
        verdicts.different(),
        list.size() - verdicts.identical() - verdicts.different());
  }

  private static Call callOf(Timeline timeline, String resultId) {
    return timeline.calls().stream()
        .filter(
            call ->
                call.events().stream()
                    .anyMatch(told -> told.event().labels().ceId().equals(resultId)))
        .findFirst()
        .orElseGet(() -> new Call("", List.of()));
  }
}
