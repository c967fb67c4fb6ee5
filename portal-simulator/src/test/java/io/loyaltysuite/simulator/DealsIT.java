package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Deal;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deals and their product rows, as an application sees and changes them. */
class DealsIT extends PortalIT {

  @BeforeEach
  void putDeal() {
    portal.put(
        Deal.of(7)
            .withRow(Map.of("PRODUCT_NAME", "Tea", "PRICE", "1200", "QUANTITY", "1.5"))
            .withRow(
                Map.of(
                    "PRODUCT_NAME",
                    "Cup",
                    "PRICE",
                    108,
                    "QUANTITY",
                    2,
                    "TAX_RATE",
                    20,
                    "DISCOUNT_RATE",
                    10)));
  }

  @Test
  void aDealTellsNumbersAsText() {
    RestResponse answer = app.call(portal, "crm.deal.get", Map.of("id", 7));

    assertThat(fields(answer))
        .containsEntry("ID", "7")
        .containsEntry("OPPORTUNITY", "2016.00")
        .containsEntry("IS_MANUAL_OPPORTUNITY", "N")
        .containsEntry("CURRENCY_ID", "RUB")
        .containsEntry("CLOSED", "N");
  }

  @Test
  void aRowTellsThePricesThatFollowFromItsOwn() {
    RestResponse answer = app.call(portal, "crm.deal.productrows.get", Map.of("id", "7"));

    assertThat(answer.text())
        .contains(
            "\"PRICE\":108.00",
            "\"PRICE_EXCLUSIVE\":90.00",
            "\"PRICE_NETTO\":100.00",
            "\"PRICE_BRUTTO\":120.00",
            "\"DISCOUNT_SUM\":10.00");
  }

  @Test
  void replacedRowsGetNewIdsAndTheSumFollows() {
    String before = portal.deal(7).text(0, "ID");

    assertThat(
            app.call(
                    portal,
                    "crm.deal.productrows.set",
                    Map.of(
                        "id",
                        7,
                        "rows",
                        List.of(Map.of("ID", before, "PRICE", "1000.50", "QUANTITY", 3))))
                .result())
        .isEqualTo(true);

    assertThat(portal.deal(7).rows()).hasSize(1);
    assertThat(portal.deal(7).text(0, "ID")).isNotEqualTo(before);
    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("3001.50");
  }

  @Test
  void aSumSetByHandStaysWhateverTheRowsAre() {
    app.call(
        portal,
        "crm.deal.update",
        Map.of("id", 7, "fields", Map.of("opportunity", "1500", "IS_MANUAL_OPPORTUNITY", "Y")));
    app.call(
        portal,
        "crm.deal.productrows.set",
        Map.of("id", 7, "rows", List.of(Map.of("PRICE", 1, "QUANTITY", 1))));

    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("1500.00");
  }

  @Test
  void whatIsNotThereOrNotAllowedIsRefusedInWords() {
    refused(app.call(portal, "crm.deal.get", Map.of("id", 8)), 400, "", "Not found");
    refused(
        app.call(portal, "crm.deal.productrows.set", Map.of("id", 7)),
        400,
        "",
        "The parameter 'rows' must be array.");
    portal.state().deals().freezeRows(true);
    refused(
        app.call(portal, "crm.deal.productrows.set", Map.of("id", 7, "rows", List.of("none"))),
        400,
        "",
        "Product rows cannot be changed.");
    portal.state().deals().freezeFields(true);
    refused(
        app.call(portal, "crm.deal.update", Map.of("id", 7, "fields", Map.of("TITLE", "x"))),
        400,
        "",
        "Fields cannot be changed.");
    portal.state().deals().deny(true);
    refused(app.call(portal, "crm.deal.get", Map.of("id", 7)), 400, "", "Access denied.");
    portal.install(app.application().withScopes(Set.of("bizproc"))).join();
    assertThat(app.call(portal, "crm.deal.get", Map.of("id", 7)).error())
        .isEqualTo("insufficient_scope");
  }

  @Test
  void theAnswerToOneMethodIsLostAfterItWorked() {
    portal.disturbNext("crm.deal.productrows.set", Disturbance.swallowing(1), 1);
    var commands = new LinkedHashMap<String, Object>();
    commands.put("set", "crm.deal.productrows.set?id=7&rows[0][PRICE]=10&rows[0][QUANTITY]=1");

    assertThatThrownBy(() -> batch(commands)).isInstanceOf(UncheckedIOException.class);

    assertThat(portal.deal(7).text("OPPORTUNITY")).isEqualTo("10.00");
    assertThat(part(batch(commands), "result")).containsKey("set");
  }

  @Test
  void theControlApiPutsAndShowsDeals() {
    app.postJson(
        simulator.base() + "/sim/portals/romashka/deals",
        "{\"id\": 9, \"fields\": {\"CURRENCY_ID\": \"EUR\"}, \"rows\": [{\"PRICE\": 5, \"QUANTITY\": 2}]}");

    assertThat(portal.deal(9).text("OPPORTUNITY")).isEqualTo("10.00");
    assertThat(app.get(simulator.base() + "/sim/portals/romashka/deals").text())
        .contains("\"CURRENCY_ID\":\"EUR\"", "\"PRODUCT_NAME\":\"Tea\"");
  }

  private static Map<String, Object> fields(RestResponse answer) {
    return Php.toArray(Php.normal(answer.result()));
  }
}
