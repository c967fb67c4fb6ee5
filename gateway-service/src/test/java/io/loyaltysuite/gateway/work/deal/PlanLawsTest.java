package io.loyaltysuite.gateway.work.deal;

import static io.loyaltysuite.gateway.work.deal.PlanTest.plan;
import static io.loyaltysuite.gateway.work.deal.Rows.byHand;
import static io.loyaltysuite.gateway.work.deal.Rows.deal;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.work.deal.Plan.Standing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every discount on every deal. */
class PlanLawsTest {
  private static final Set<String> OURS =
      Set.of(
          "PRICE",
          "PRICE_EXCLUSIVE",
          "PRICE_NETTO",
          "PRICE_BRUTTO",
          "DISCOUNT_TYPE_ID",
          "DISCOUNT_RATE",
          "DISCOUNT_SUM");

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anAmountIsNeverExceededSeeded(long seed) {
    var random = new Random(seed);
    var deal = anyDeal(random);
    var most = new BigDecimal(random.nextInt(500_000)).movePointLeft(2);

    var plan = plan(deal, amount(random, most));

    holds(deal, plan);
    assertThat(plan.discount()).isBetween(BigDecimal.ZERO, most);
    assertThat(plan.discount()).isLessThanOrEqualTo(deal.total(2).max(BigDecimal.ZERO));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anAmountIsUsedUpWhereUnitsAreSoldOneByOneSeeded(long seed) {
    var random = new Random(seed);
    var rows = Rows.any(random).stream().map(row -> sold(row, "1")).toList();
    var total = deal(rows).total(2);
    var most = new BigDecimal(random.nextInt(500_000)).movePointLeft(2);

    assertThat(plan(deal(rows), amount(random, most)).discount())
        .isEqualByComparingTo(most.min(total));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPercentageKeepsTheLawsSeeded(long seed) {
    var random = new Random(seed);
    var deal = anyDeal(random);
    var combine = List.of("keep_larger", "add", "replace").get(random.nextInt(3));
    var terms = PlanTest.percent(Integer.toString(random.nextInt(101)), combine);

    var plan = plan(deal, terms);

    holds(deal, plan);
    if (!combine.equals("replace")) {
      assertThat(plan.discount()).isNotNegative();
    }
    if (!combine.equals("add")) {
      assertThat(plan(after(deal, plan), terms).writes()).as("nothing is left to do").isFalse();
    }
  }

  private static void holds(Deal deal, Plan plan) {
    var after = after(deal, plan);
    assertThat(after.total(2)).isEqualByComparingTo(deal.total(2).subtract(plan.discount()));
    assertThat(plan.after()).hasSameSizeAs(deal.rows());
    for (int i = 0; i < deal.rows().size(); i++) {
      var was = deal.rows().get(i);
      var is = plan.after().get(i);
      assertThat(is.price()).isNotNegative();
      assertThat(others(is)).isEqualTo(others(was));
      if (is.price().compareTo(was.price()) == 0) {
        assertThat(is).isEqualTo(was);
      }
    }
    assertThat(plan.standing(after)).isEqualTo(Standing.AFTER);
    if (plan.writes()) {
      assertThat(plan.standing(deal)).isEqualTo(Standing.BEFORE);
      assertThat(plan.reversed(after).standing(after)).isEqualTo(Standing.BEFORE);
      assertThat(plan.reversed(after).standing(deal)).isEqualTo(Standing.AFTER);
    }
    if (deal.manual()) {
      assertThat(plan.sumAfter()).isNotNegative();
    }
  }

  private static Deal after(Deal deal, Plan plan) {
    return new Deal(
        deal.closed(), deal.currency(), plan.sumAfter(), plan.manualAfter(), plan.after());
  }

  private static Map<String, String> others(Row row) {
    var others = new HashMap<>(row.fields());
    others.keySet().removeAll(OURS);
    return others;
  }

  private static Deal anyDeal(Random random) {
    var deal = deal(Rows.any(random));
    return random.nextInt(4) == 0
        ? byHand(deal, new BigDecimal(random.nextInt(300_000)).movePointLeft(2).toPlainString())
        : deal;
  }

  private static Row sold(Row row, String quantity) {
    return Row.of(Rows.with(row, "QUANTITY", quantity));
  }

  private static Map<String, String> amount(Random random, BigDecimal most) {
    var terms = new HashMap<>(PlanTest.amount(most.toPlainString()));
    terms.put("distribute", random.nextBoolean() ? "proportional" : "first_rows");
    return terms;
  }
}
