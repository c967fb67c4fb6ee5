package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.meter.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows the replies that wait, all instances' together. */
@Component
class DeliveryGauges {
  private static final List<String> STATES = List.of("due", "later", "paused");

  private record Waiting(String state, long replies, double seconds) {}

  private final Sampled<Map<String, Waiting>> waiting;

  DeliveryGauges(MeterRegistry registry, JdbcClient jdbc) {
    waiting = new Sampled<>(() -> waiting(jdbc));
    for (var state : STATES) {
      Gauge.builder(DeliveryMeter.UNSENT.id(), waiting, all -> all.value(by -> replies(by, state)))
          .description(DeliveryMeter.UNSENT.description())
          .tag("state", state)
          .register(registry);
    }
    Gauge.builder(DeliveryMeter.DUE_AGE.id(), waiting, all -> all.value(DeliveryGauges::dueAge))
        .description(DeliveryMeter.DUE_AGE.description())
        .baseUnit("seconds")
        .register(registry);
  }

  private static double replies(Map<String, Waiting> byState, String state) {
    var waiting = byState.get(state);
    return waiting == null ? 0 : waiting.replies();
  }

  private static double dueAge(Map<String, Waiting> byState) {
    var due = byState.get("due");
    return due == null ? 0 : due.seconds();
  }

  private static Map<String, Waiting> waiting(JdbcClient jdbc) {
    return jdbc
        .sql(
            """
            select case when d.next_at > clock_timestamp() then 'later'
                when l.paused_until > clock_timestamp() then 'paused' else 'due' end as state,
              count(*) as replies,
              extract(epoch from clock_timestamp() - min(d.next_at)) as seconds
            from delivery d left join lane l using (member_id)
            where d.state = 'pending' group by 1\
            """)
        .query(
            (row, number) ->
                new Waiting(
                    row.getString("state"), row.getLong("replies"), row.getDouble("seconds")))
        .list()
        .stream()
        .collect(Collectors.toMap(Waiting::state, each -> each));
  }
}
