package io.loyaltysuite.gateway.lane;

import io.loyaltysuite.gateway.meter.ClosedSet;
import io.loyaltysuite.gateway.meter.Sampled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the lanes tell about themselves. */
@Component
class LaneMeters {
  private static final List<String> STATES = List.of("idle", "ready", "busy", "paused");
  private static final String PAUSED = "paused";

  private enum Meter {
    TURNS("gateway.lane.turns", "Turns begun, each with at least one request"),
    WAITS("gateway.lane.waits", "Times a lane with due work had to wait, by reason"),
    LANES(
        "gateway.lanes",
        "Lanes: idle (nothing due), ready, busy (a turn is under way), paused (due, but the portal"
            + " is left alone)");

    private final String meterName;
    private final String description;

    Meter(String meterName, String description) {
      this.meterName = meterName;
      this.description = description;
    }
  }

  private record Group(String state, long lanes) {}

  private final Counter turns;
  private final ClosedSet<Counter> waits;
  private final Sampled<Map<String, Long>> lanes;

  LaneMeters(MeterRegistry registry, JdbcClient jdbc) {
    turns =
        Counter.builder(Meter.TURNS.meterName)
            .description(Meter.TURNS.description)
            .register(registry);
    waits =
        new ClosedSet<>(
            List.of(LaneState.BUSY, LaneState.RATE_LIMIT, PAUSED),
            reason ->
                Counter.builder(Meter.WAITS.meterName)
                    .description(Meter.WAITS.description)
                    .tag("reason", reason)
                    .register(registry));
    lanes = new Sampled<>(() -> lanes(jdbc));
    for (var state : STATES) {
      Gauge.builder(
              Meter.LANES.meterName,
              lanes,
              all -> all.value(byState -> byState.getOrDefault(state, 0L)))
          .description(Meter.LANES.description)
          .tag("state", state)
          .register(registry);
    }
  }

  void turnBegan() {
    turns.increment();
  }

  /** Reasons of pauses are many; as a tag they are one. */
  void waited(String reason) {
    boolean own = reason.equals(LaneState.BUSY) || reason.equals(LaneState.RATE_LIMIT);
    waits.of(own ? reason : PAUSED).increment();
  }

  private static Map<String, Long> lanes(JdbcClient jdbc) {
    return jdbc
        .sql(
            """
            select case when busy_until > clock_timestamp() then 'busy'
                when ready_at is null or ready_at > clock_timestamp() then 'idle'
                when paused_until > clock_timestamp() then 'paused' else 'ready' end as state,
              count(*) as lanes
            from lane group by 1\
            """)
        .query((row, number) -> new Group(row.getString("state"), row.getLong("lanes")))
        .list()
        .stream()
        .collect(Collectors.toMap(Group::state, Group::lanes));
  }
}
