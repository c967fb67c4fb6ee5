package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.search.Found;
import io.loyaltysuite.journal.search.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A page of search as JSON: the public form, so its names never change. */
record PageJson(List<EventJson> events, @Nullable String next) {

  /** One event without its value. */
  @JsonNaming(SnakeCaseStrategy.class)
  record EventJson(
      String topic,
      int partition,
      long offset,
      String timestamp,
      String portal,
      String workflow,
      String id,
      String type,
      @Nullable String time,
      String activity,
      String status,
      String errorCode,
      String kind,
      long size,
      long copies) {

    static EventJson of(Found found) {
      var labels = found.labels();
      return new EventJson(
          found.address().topic(),
          found.address().partition(),
          found.address().offset(),
          found.at().toString(),
          labels.memberId(),
          labels.workflowId(),
          labels.ceId(),
          labels.ceType(),
          labels.time() == null ? null : labels.time().toString(),
          labels.activity(),
          labels.status(),
          labels.errorCode(),
          labels.kind(),
          found.size(),
          found.copies());
    }
  }

  static PageJson of(Page page) {
    return new PageJson(page.events().stream().map(EventJson::of).toList(), page.next());
  }
}
