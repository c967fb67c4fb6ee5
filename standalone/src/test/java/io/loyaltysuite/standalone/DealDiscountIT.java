package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.portal.Deal;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Discounts on deals from end to end: what is taken off a deal is what its client pays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealDiscountIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DEALS = 16;
  private static final int KILLS = 2;

  @TempDir private static Path folder;
  private SuiteProcess suite;
  private Town town;
  private Portal portal;

  @BeforeAll
  void start() {
    suite = new SuiteProcess(folder);
    suite.start();
    town = suite.town(1);
    portal = town.first();
  }

  @AfterAll
  void stop() {
    town.close();
    suite.close();
  }

  @Test
  void bonusesTakeTheirAmountOffTheDeal() {
    issue(1, "500");
    portal.put(deal(1).withRow(row("Чайник", "1000", "2")));
    var answer = outputs(discount("loyalty_deal_discount_amount", 1, Map.of("amount", "300")));
    assertThat(answer)
        .containsEntry("operation_status_code", "success")
        .containsEntry("result_discount_amount", "300.00")
        .containsEntry("result_deal_sum_before", "2000.00")
        .containsEntry("result_deal_sum_after", "1700.00")
        .containsEntry("result_card_balance", "200.00");
    assertThat(answer.get("operation_status_message"))
        .isEqualTo("По сделке предоставлена скидка 300,00 RUB за бонусы, к оплате 1 700,00 RUB.");
    assertThat(portal.deal(1).text("OPPORTUNITY")).isEqualTo("1700.00");
    assertThat(decimal(portal.deal(1).text(0, "PRICE"))).isEqualByComparingTo("850");

    var again = outputs(discount("loyalty_deal_discount_amount", 1, Map.of("amount", "1")));
    assertThat(again).containsEntry("result_error_code", "deal_discount_already_applied");
  }

  @Test
  void theRateTakesItsShareOffTheDeal() {
    issue(2, "100");
    portal.put(deal(2).withRow(row("Стол", "2000", "1")));
    var answer = outputs(discount("loyalty_deal_discount_percent", 2, Map.of("percent", "5")));
    assertThat(answer)
        .containsEntry("operation_status_code", "success")
        .containsEntry("result_discount_amount", "100.00")
        .containsEntry("result_card_balance", "100.00");
    assertThat(portal.deal(2).text("OPPORTUNITY")).isEqualTo("1900.00");
  }

  @Test
  void whatThePortalRefusesGivesTheBonusesBack() {
    issue(3, "500");
    portal.put(deal(3).withRow(row("Лампа", "900", "1")).won());
    var closed = outputs(discount("loyalty_deal_discount_amount", 3, Map.of("amount", "300")));
    assertThat(closed)
        .containsEntry("operation_status_code", "error")
        .containsEntry("result_error_code", "deal_closed")
        .containsEntry("result_card_balance", "500.00");
    assertThat(portal.deal(3).text("OPPORTUNITY")).isEqualTo("900.00");
  }

  /** Each kill meets discounts before, amid and after their work in the portal. */
  @Test
  void killsLeaveEveryDiscountPaidForOnce() {
    var issued = new ArrayList<Workflow>();
    for (var n = 0; n < DEALS; n++) {
      issued.add(begin("loyalty_card_create", 100 + n, Map.of("start_balance", "500")));
      portal.put(
          deal(100 + n).withRow(row("Чайник", "199.99", "3")).withRow(row("Стол", "77", "1")));
    }
    issued.forEach(DealDiscountIT::end);
    var running = new ArrayList<Workflow>();
    for (var n = 0; n < DEALS; n++) {
      running.add(discount("loyalty_deal_discount_amount", 100 + n, Map.of("amount", "33.33")));
    }
    for (var kill = 0; kill < KILLS; kill++) {
      var before = ended(running);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> ended(running) > before || ended(running) == DEALS);
      suite.killJvm();
      suite.start();
    }
    var views = running.stream().map(DealDiscountIT::end).toList();
    var cards = new ArrayList<Workflow>();
    for (var n = 0; n < DEALS; n++) {
      cards.add(begin("loyalty_card_get", 100 + n, Map.of()));
    }

    for (var n = 0; n < DEALS; n++) {
      var answer = outputs(views.get(n));
      assertThat(answer).containsEntry("operation_status_code", "success");
      assertThat(views.get(n).steps().getFirst().applied()).isEqualTo(1);
      var discount = decimal(answer.get("result_discount_amount"));
      assertThat(discount).isBetween(new BigDecimal("33.30"), new BigDecimal("33.33"));
      assertThat(decimal(portal.deal(100 + n).text("OPPORTUNITY")))
          .isEqualByComparingTo(new BigDecimal("676.97").subtract(discount));
      var card = outputs(cards.get(n));
      assertThat(decimal(card.get("result_card_balance")))
          .isEqualByComparingTo(new BigDecimal("500").subtract(discount));
      assertThat(card).containsEntry("result_held_amount", "0.00");
    }
  }

  private void issue(long contact, String balance) {
    var issued = outputs(begin("loyalty_card_create", contact, Map.of("start_balance", balance)));
    assertThat(issued).containsEntry("operation_status_code", "success");
  }

  /** Begins one activity on a deal; the client's contact has the deal's number. */
  private Workflow begin(String code, long number, Map<String, String> inputs) {
    var all = new HashMap<String, Object>(inputs);
    all.put("contact_id", Long.toString(number));
    var process = BusinessProcess.named(code).step(code, all);
    return portal.start(process, Document.deal(number), Map.of());
  }

  private Workflow discount(String code, long deal, Map<String, String> inputs) {
    var all = new HashMap<>(inputs);
    all.put("document_sum", portal.deal(deal).text("OPPORTUNITY"));
    return begin(code, deal, all);
  }

  private static Deal deal(long id) {
    return Deal.of(id);
  }

  private static Map<String, String> row(String name, String price, String quantity) {
    return Map.of("PRODUCT_NAME", name, "PRICE", price, "QUANTITY", quantity);
  }

  private static long ended(List<Workflow> workflows) {
    return workflows.stream().filter(each -> each.view().state().ended()).count();
  }

  private static WorkflowView end(Workflow workflow) {
    return Awaitility.await().atMost(PATIENCE).until(workflow::view, view -> view.state().ended());
  }

  private static Map<String, Object> outputs(Workflow workflow) {
    return outputs(end(workflow));
  }

  private static Map<String, Object> outputs(WorkflowView view) {
    return view.steps().getFirst().outputs();
  }

  private static BigDecimal decimal(@Nullable Object text) {
    return new BigDecimal(String.valueOf(text));
  }
}
