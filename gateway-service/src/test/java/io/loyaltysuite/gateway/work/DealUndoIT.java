package io.loyaltysuite.gateway.work;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static io.loyaltysuite.gateway.work.DealSuite.applied;
import static io.loyaltysuite.gateway.work.DealSuite.failed;
import static io.loyaltysuite.gateway.work.DealSuite.sum;
import static io.loyaltysuite.gateway.work.DealSuite.teaAndCup;
import static io.loyaltysuite.gateway.work.Interim.amount;
import static io.loyaltysuite.gateway.work.Interim.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.simulator.portal.Deal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Discounts that are taken back. */
class DealUndoIT {
  private static final DealSuite SUITE = new DealSuite();

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void aDiscountIsTakenBack() {
    var portal = SUITE.portal("undo", teaAndCup());
    var applied = SUITE.ask(portal, amount(7, "300"));
    SUITE.ended(applied, applied("300.00", "2000.00", "1700.00", 2));

    SUITE.ended(SUITE.ask(portal, undo(7, applied.result())), Map.of("outcome", "undone"));

    assertThat(sum(portal)).isEqualTo("2000.00");
    assertThat(portal.deal(7).text(0, "PRICE")).isEqualTo("1500");
    SUITE.ended(SUITE.ask(portal, undo(7, applied.result())), Map.of("outcome", "undone"));
  }

  @Test
  void aSumIsTakenBackAsItWasSet() {
    var portal = SUITE.portal("undo-sum", Deal.of(7).with("OPPORTUNITY", "2000"));
    var applied = SUITE.ask(portal, amount(7, "300"));
    SUITE.ended(applied, applied("300.00", "2000.00", "1700.00", 0));

    SUITE.ended(SUITE.ask(portal, undo(7, applied.result())), Map.of("outcome", "undone"));

    assertThat(portal.deal(7)).isEqualTo(Deal.of(7).with("OPPORTUNITY", "2000"));
  }

  @Test
  void whatFailedNeedsNoUndoing() {
    var portal = SUITE.portal("undo-none", teaAndCup().won());
    var failed = SUITE.ask(portal, amount(7, "300"));
    SUITE.ended(failed, failed("deal_closed"));

    SUITE.ended(SUITE.ask(portal, undo(7, failed.result())), Map.of("outcome", "undone"));

    assertThat(portal.deal(7)).isEqualTo(teaAndCup().won());
  }

  @Test
  void aDealThatOthersChangedKeepsItsDiscount() {
    var portal = SUITE.portal("undo-late", teaAndCup());
    var applied = SUITE.ask(portal, amount(7, "300"));
    SUITE.ended(applied, applied("300.00", "2000.00", "1700.00", 2));
    portal.put(portal.deal(7).withRow(Map.of("PRICE", "100", "QUANTITY", "1")));

    SUITE.ended(SUITE.ask(portal, undo(7, applied.result())), failed("deal_update_failed"));

    assertThat(sum(portal)).isEqualTo("1800.00");
    await().atMost(PATIENCE).until(() -> SUITE.audits(portal).contains("deal_left_discounted"));
  }
}
