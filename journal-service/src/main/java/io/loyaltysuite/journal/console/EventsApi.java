package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.event.Gaps;
import io.loyaltysuite.journal.event.Gaps.NamedGap;
import io.loyaltysuite.journal.search.Questions;
import io.loyaltysuite.journal.search.Search;
import io.loyaltysuite.journal.security.Caller;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Search as JSON. */
@RestController
class EventsApi {

  private static final int MAX_GAPS = 1000;

  private final Search search;
  private final Gaps gaps;

  EventsApi(Search search, Gaps gaps) {
    this.search = search;
    this.gaps = gaps;
  }

  /** A hole in a topic, for programs. */
  @JsonNaming(SnakeCaseStrategy.class)
  record GapJson(
      String topic,
      int partition,
      long firstOffset,
      long lastOffset,
      String cause,
      String foundAt) {

    static GapJson of(NamedGap gap) {
      return new GapJson(
          gap.topic(),
          gap.partition(),
          gap.firstOffset(),
          gap.lastOffset(),
          gap.cause(),
          gap.foundAt().toString());
    }
  }

  record GapsJson(List<GapJson> gaps) {}

  @GetMapping("/api/events")
  PageJson events(
      @RequestParam MultiValueMap<String, String> parameters,
      @AuthenticationPrincipal Caller caller) {
    return PageJson.of(search.ask(Questions.parse(parameters), caller));
  }

  @GetMapping("/api/gaps")
  GapsJson gaps() {
    return new GapsJson(gaps.latest(MAX_GAPS).stream().map(GapJson::of).toList());
  }
}
