package io.loyaltysuite.gateway.delivery;

import static io.loyaltysuite.gateway.delivery.Deliveries.NOON;
import static io.loyaltysuite.gateway.delivery.Deliveries.due;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final BatchPlan.Limits LIMITS = new BatchPlan.Limits(20, 1_000_000);

  @Test
  void packsUpToTheLimit() {
    var due = IntStream.range(0, 30).mapToObj(i -> due("r" + i, "w" + i)).toList();
    assertThat(plan(due).send()).isEqualTo(due.subList(0, 20));
  }

  @Test
  void packsRepliesOfOneWorkflowTogether() {
    var due = List.of(due("a", "w"), due("b", "w"));
    assertThat(plan(due).send()).isEqualTo(due);
  }

  @Test
  void aWorkflowAnsweredAMomentAgoComesToRestFirst() {
    var busy = due("a", "w", NOON.plusMillis(1500), "done");
    var free = due("b", "v", NOON, "done");
    var plan = plan(List.of(busy, free));
    assertThat(plan.send()).containsExactly(free);
    assertThat(plan.later()).containsEntry(busy, NOON.plusMillis(1500));
  }

  @Test
  void hazardousTextsGoAlone() {
    var hazard = due("a", "w", null, "You owe $Result[r0][x]");
    var other = due("b", "v");
    assertThat(plan(List.of(hazard, other)).send()).containsExactly(hazard);
    assertThat(plan(List.of(other, hazard)).send()).containsExactly(other);
    assertThat(due("c", "w", null, "a <b>bold</b> word").alone()).isTrue();
    assertThat(due("d", "w", null, "$500 [net]").alone()).isFalse();
  }

  @Test
  void aRequestHasASizeButOneReplyAlwaysGoes() {
    var tiny = new BatchPlan.Limits(20, 10);
    var due = List.of(due("a", "w"), due("b", "v"));
    assertThat(BatchPlan.of(due, tiny, NOON).send()).containsExactly(due.getFirst());
  }

  private static BatchPlan plan(List<Due> due) {
    return BatchPlan.of(due, LIMITS, NOON);
  }
}
