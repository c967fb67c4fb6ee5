package io.loyaltysuite.journal.timeline;

import static java.util.Comparator.comparing;

import io.loyaltysuite.journal.event.RecordHeader;
import io.loyaltysuite.journal.event.StoredEvent;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts events into the order of cause and effect; pure. */
final class Story {

  /** A command causes its result, a result its deliveries, whatever the clocks say. */
  private static final Comparator<Told> CAUSE_FIRST =
      comparing((Told told) -> rank(told.event())).thenComparing(Told::at);

  private final Map<String, List<Told>> calls = new LinkedHashMap<>();
  private final List<Told> others = new ArrayList<>();

  private Story() {}

  static Story of(List<Told> events) {
    var story = new Story();
    events.stream().sorted(comparing(Told::at)).forEach(story::add);
    return story;
  }

  /** In the order of their first events. */
  List<Call> calls() {
    return calls.entrySet().stream()
        .map(call -> new Call(call.getKey(), inOrder(call.getValue())))
        .toList();
  }

  List<Told> others() {
    return inOrder(others);
  }

  /**
   * When an event happened: by its own account, except for results, whose time is that of the
   * command they decide; theirs is when they were published.
   */
  static Instant time(StoredEvent event) {
    var own = event.labels().time();
    return own == null || event.address().topic().equals(Topics.RESULTS) ? event.at() : own;
  }

  private void add(Told told) {
    var commandId = causation(told.event());
    if (commandId.isEmpty()) {
      others.add(told);
    } else {
      calls.computeIfAbsent(commandId, _ -> new ArrayList<>()).add(told);
    }
  }

  private static List<Told> inOrder(List<Told> events) {
    var sorted = events.stream().sorted(CAUSE_FIRST).toList();
    var told = new ArrayList<Told>(sorted.size());
    for (var event : sorted) {
      told.add(told.isEmpty() ? event : event.after(told.getLast()));
    }
    return List.copyOf(told);
  }

  private static int rank(StoredEvent event) {
    return switch (event.address().topic()) {
      case Topics.COMMANDS -> 0;
      case Topics.RESULTS -> 1;
      default -> 2;
    };
  }

  private static String causation(StoredEvent event) {
    for (RecordHeader header : event.headers().reversed()) {
      if (header.name().equals(EventHeaders.CAUSATION_ID) && header.value() != null) {
        return new String(header.value(), StandardCharsets.UTF_8);
      }
    }
    return "";
  }
}
