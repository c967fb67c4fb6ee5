package io.loyaltysuite.gateway.work.deal;

import static io.loyaltysuite.gateway.work.deal.Rows.byHand;
import static io.loyaltysuite.gateway.work.deal.Rows.deal;
import static io.loyaltysuite.gateway.work.deal.Rows.plain;
import static io.loyaltysuite.gateway.work.deal.Rows.row;
import static io.loyaltysuite.gateway.work.deal.Rows.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.gateway.work.deal.Plan.Standing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  private static final Deal TWO_ROWS = deal(plain("tea", "1500", "1"), plain("cup", "500", "1"));

  @Test
  void anAmountIsSharedByTheTotalsOfRows() {
    var plan = plan(TWO_ROWS, amount("300"));

    assertThat(prices(plan)).containsExactly("1275.00", "425.00");
    assertThat(plan.discount()).isEqualByComparingTo("300");
    assertThat(plan.sumBefore()).isEqualByComparingTo("2000");
    assertThat(plan.sumAfter()).isEqualByComparingTo("1700");
    assertThat(plan.rowsChanged()).isEqualTo(2);
    assertThat(plan.setsSum()).isFalse();
  }

  @Test
  void whatSharingLeavesOverGoesToTheBiggestRows() {
    var three = deal(plain("a", "10", "1"), plain("b", "10.01", "1"), plain("c", "10", "1"));

    assertThat(prices(plan(three, amount("1")))).containsExactly("9.67", "9.67", "9.67");
    assertThat(plan(three, amount("1")).discount()).isEqualByComparingTo("1");
  }

  @Test
  void whatDoesNotDivideByTheQuantityIsNotTakenOff() {
    var plan = plan(deal(plain("cup", "100", "3")), amount("100"));

    assertThat(prices(plan)).containsExactly("66.67");
    assertThat(plan.discount()).isEqualByComparingTo("99.99");
  }

  @Test
  void theFirstRowsBearTheAmountWhenAsked() {
    var terms = new HashMap<>(amount("1600"));
    terms.put("distribute", "first_rows");

    assertThat(prices(plan(TWO_ROWS, terms))).containsExactly("0.00", "400.00");
  }

  @Test
  void noMoreIsTakenOffThanTheRowsCost() {
    assertThat(plan(TWO_ROWS, amount("9000")).discount()).isEqualByComparingTo("2000");
    assertThat(plan(byHand(TWO_ROWS, "150"), amount("9000")).discount())
        .isLessThanOrEqualTo(new BigDecimal("150"));
  }

  @Test
  void aRowTellsItsDiscountAsThePortalDoes() {
    var taxed = deal(row("tea", "120", "120", "2", "20"));

    var amount = plan(taxed, amount("24")).after().getFirst().fields();
    assertThat(amount)
        .containsEntry("PRICE", "108.00")
        .containsEntry("PRICE_EXCLUSIVE", "90.00")
        .containsEntry("PRICE_NETTO", "100.00")
        .containsEntry("PRICE_BRUTTO", "120")
        .containsEntry("DISCOUNT_TYPE_ID", "1")
        .containsEntry("DISCOUNT_SUM", "10.00")
        .containsEntry("DISCOUNT_RATE", "10.00")
        .containsEntry("MEASURE_NAME", "шт")
        .doesNotContainKeys("ID", "OWNER_ID");
    assertThat(plan(taxed, percent("5", "keep_larger")).after().getFirst().fields())
        .containsEntry("PRICE", "114.00")
        .containsEntry("DISCOUNT_TYPE_ID", "2")
        .containsEntry("DISCOUNT_RATE", "5");
  }

  @ParameterizedTest
  @CsvSource({
    "5, keep_larger, 90.00, 0",
    "15, keep_larger, 85.00, 5.00",
    "5, add, 85.00, 5.00",
    "95, add, 0.00, 90.00",
    "5, replace, 95.00, -5.00",
    "10, replace, 90.00, 0"
  })
  void aPercentageMeetsADiscountOfTenPercent(
      String rate, String combine, String price, String discount) {
    var plan = plan(deal(row("tea", "100.00", "90.00", "1", "0")), percent(rate, combine));

    assertThat(prices(plan)).containsExactly(price);
    assertThat(plan.discount()).isEqualByComparingTo(discount);
  }

  @Test
  void aPercentageNeverGoesBeyondItsCap() {
    var terms = new HashMap<>(percent("5", "keep_larger"));
    terms.put("amount", "60");
    assertThat(plan(TWO_ROWS, terms).discount()).isEqualByComparingTo("60");
    terms.put("amount", "100");
    assertThat(plan(TWO_ROWS, terms).discount()).isEqualByComparingTo("100");
  }

  @Test
  void aPriceDerivesFromTheDiscountWhenThePortalToldNoListPrice() {
    var bare = new HashMap<String, String>();
    bare.put("PRICE", "90");
    bare.put("QUANTITY", "1");
    bare.put("DISCOUNT_TYPE_ID", "2");
    bare.put("DISCOUNT_RATE", "10");

    assertThat(prices(plan(deal(Row.of(bare)), percent("20", "replace")))).containsExactly("80.00");
    bare.put("DISCOUNT_TYPE_ID", "1");
    bare.put("DISCOUNT_SUM", "10");
    assertThat(prices(plan(deal(Row.of(bare)), percent("20", "replace")))).containsExactly("80.00");
  }

  @Test
  void aDealWithoutRowsLosesSumWhenAsked() {
    var empty = new Deal(false, "RUB", new BigDecimal("2000"), false, List.of());
    var terms = new HashMap<>(amount("300"));
    assertThat(Plan.of(empty, Terms.of(terms)))
        .isEqualTo(new Impossible(Failure.DEAL_HAS_NO_PRODUCTS));
    terms.put("no_rows", "change_sum");

    var plan = plan(empty, terms);

    assertThat(plan.sumAfter()).isEqualByComparingTo("1700");
    assertThat(plan.manualAfter()).isTrue();
    assertThat(plan.setsSum()).isTrue();
    assertThat(plan.setsRows()).isFalse();
    assertThat(plan.rowsChanged()).isZero();
  }

  @Test
  void aSumSetByHandIsLoweredWithTheRows() {
    var plan = plan(byHand(TWO_ROWS, "1900"), amount("300"));

    assertThat(plan.setsSum()).isTrue();
    assertThat(plan.sumAfter()).isEqualByComparingTo("1600");
    assertThat(plan.manualAfter()).isTrue();
  }

  @Test
  void closedDealsAndOtherCurrenciesAreRefused() {
    var won = new Deal(true, "RUB", BigDecimal.TEN, false, TWO_ROWS.rows());
    var euro = new Deal(false, "EUR", BigDecimal.TEN, false, TWO_ROWS.rows());

    assertThat(Plan.of(won, Terms.of(amount("1")))).isEqualTo(new Impossible(Failure.DEAL_CLOSED));
    assertThat(Plan.of(euro, Terms.of(amount("1"))))
        .isEqualTo(new Impossible(Failure.CURRENCY_MISMATCH));
  }

  @ParameterizedTest
  @CsvSource({
    "amount, -1, RUB",
    "amount, '', RUB",
    "percent, 101, RUB",
    "other, 1, RUB",
    "amount, 1, XX"
  })
  void senselessTermsAreRefused(String measure, String value, String currency) {
    var terms = Map.of("measure", measure, measure, value, "currency", currency);

    assertThatThrownBy(() -> Terms.of(terms)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDealIsComparedByWhatItSaysNotHowItIsWritten() {
    var plan = plan(TWO_ROWS, amount("300"));
    var renumbered =
        plan.after().stream().map(row -> Row.of(with(row, "ID", "99"))).map(PlanTest::wordy);

    assertThat(plan.standing(TWO_ROWS)).isEqualTo(Standing.BEFORE);
    assertThat(plan.standing(deal(renumbered.toList()))).isEqualTo(Standing.AFTER);
  }

  private static Row wordy(Row row) {
    return Row.of(with(row, "PRICE", row.fields().get("PRICE") + "00"));
  }

  @Test
  void aDealThatOthersChangedIsToldByOurPrices() {
    var plan = plan(TWO_ROWS, amount("300"));
    var renamed = Row.of(with(plan.after().getFirst(), "MEASURE_NAME", "kg"));
    var dearer = Row.of(with(plan.after().getFirst(), "PRICE", "1400"));
    var cup = plan.after().getLast();

    assertThat(plan.standing(deal(renamed, cup, plain("new", "1", "1"))))
        .isEqualTo(Standing.PRICED);
    assertThat(plan.standing(deal(dearer, cup))).isEqualTo(Standing.CHANGED);
    assertThat(plan.standing(deal(cup))).isEqualTo(Standing.CHANGED);
  }

  @Test
  void halfAWriteIsSeen() {
    var before = byHand(TWO_ROWS, "2000");
    var plan = plan(before, amount("300"));

    assertThat(plan.standing(byHand(before, "1700"))).isEqualTo(Standing.BETWEEN);
    assertThat(plan.standing(byHand(deal(plan.after()), "1700"))).isEqualTo(Standing.AFTER);
    assertThat(plan.standing(byHand(deal(plan.after()), "1699"))).isEqualTo(Standing.CHANGED);
  }

  @Test
  void aDiscountTakenBackLeavesTheDealAsItWas() {
    var plan = plan(TWO_ROWS, amount("300"));
    var made = deal(plan.after());

    var back = plan.reversed(made);

    assertThat(back.standing(made)).isEqualTo(Standing.BEFORE);
    assertThat(back.standing(TWO_ROWS)).isEqualTo(Standing.AFTER);
    assertThat(back.after()).isEqualTo(TWO_ROWS.rows());
  }

  static Map<String, String> amount(String amount) {
    return Map.of("currency", "RUB", "measure", "amount", "amount", amount);
  }

  static Map<String, String> percent(String rate, String combine) {
    return Map.of("currency", "RUB", "measure", "percent", "percent", rate, "combine", combine);
  }

  static Plan plan(Deal deal, Map<String, String> terms) {
    return (Plan) Plan.of(deal, Terms.of(terms));
  }

  private static List<String> prices(Plan plan) {
    return plan.after().stream().map(row -> row.fields().getOrDefault("PRICE", "")).toList();
  }
}
