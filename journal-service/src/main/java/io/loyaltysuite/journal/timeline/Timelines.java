package io.loyaltysuite.journal.timeline;

import io.loyaltysuite.journal.event.EventReader;
import io.loyaltysuite.journal.event.EventValues;
import io.loyaltysuite.journal.event.ProcessKey;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells the story of a process from the store. */
@Component
public class Timelines {

  private static final int MAX_EVENTS = 2_000;
  private static final long MAX_BYTES = 32L * 1024 * 1024;

  private final EventReader events;
  private final EventValues values;

  Timelines(EventReader events, EventValues values) {
    this.events = events;
    this.values = values;
  }

  /** The whole story, or its first 2000 events or 32 MiB, whichever comes first. */
  public Timeline of(ProcessKey process) {
    var found = events.folded(process, MAX_EVENTS + 1, MAX_BYTES);
    boolean truncated =
        found.size() > MAX_EVENTS
            || found.stream().mapToLong(e -> e.value() == null ? 0 : e.value().length).sum()
                >= MAX_BYTES;
    var told =
        found.stream()
            .limit(MAX_EVENTS)
            .map(event -> new Told(event, values.read(event), Story.time(event), Duration.ZERO))
            .toList();
    var story = Story.of(told);
    return new Timeline(process, story.calls(), story.others(), truncated);
  }
}
