package io.loyaltysuite.loyalty.api.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything of an account as tables, and transactions from a table. */
class TablesIT {

  private static final String COLUMNS =
      "card_number,transaction_type,transaction_amount,transaction_iso_currency_code,"
          + "transaction_reason_id,transaction_reason_code,transaction_reason_comment\n";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start("--loyalty.rest.pace.requests-per-second=5000");
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @BeforeEach
  void openShop() {
    shop = Shop.open(service);
  }

  private List<String> export(String name) {
    var table = shop.get("export/" + name + ".csv").expect(200);
    assertThat(table.http().headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(table.http().headers().firstValue("Content-Disposition").orElse(""))
        .contains(name + ".csv");
    return table.http().body().lines().toList();
  }

  @Test
  void exportsMoreThanOnePortion() {
    for (int i = 0; i < 510; i++) {
      shop.card("7" + i, "1");
    }
    assertThat(export("cards")).hasSize(511);
    assertThat(export("contacts")).hasSize(511);
    var transactions = export("transactions");
    assertThat(transactions).hasSize(511);
    assertThat(transactions.stream().distinct()).hasSize(511);
    assertThat(transactions.getFirst()).startsWith("id,amount,currency,type,created,reason_id");
    assertThat(transactions.get(1))
        .contains(",1.00,RUB,accrual_transaction,")
        .contains("card.start");
  }

  @Test
  void makesFormulasHarmless() {
    var json =
        """
        {"full_name":{"name":"=cmd|'/c calc'!A0","surname":"@x"},"timezone":"Europe/Moscow",
         "mobile_phone":"+79780192058","external_ids":{"bitrix24":"15"}}
        """;
    var contact = shop.post("contacts", json).expect(200).at("/data/contact/id");
    shop.post("cards", Shop.cardJson(contact, "1", "5"), "").expect(200);
    for (var table : List.of("cards", "contacts")) {
      assertThat(export(table).get(1))
          .contains(",'=cmd|'/c calc'!A0,'@x,")
          .contains(",'+79780192058,")
          .doesNotContain(",=", ",@", ",+");
    }
  }

  @Test
  void exportsNothingOfOthers() {
    shop.card("1", "5");
    var other = Shop.open(service);
    assertThat(other.get("export/cards.csv").http().body().lines()).hasSize(1);
    other.withKey(UUID.randomUUID()).get("export/cards.csv").expect(403);
  }

  private Reply upload(String table, String key, String query) {
    return upload("transactions", table, key, query);
  }

  private Reply upload(String name, String table, String key, String query) {
    var headers = new ArrayList<>(shop.sdkHeaders(table));
    headers.removeIf(header -> header.startsWith("Content-Type"));
    headers.add("Content-Type: text/csv");
    if (!key.isEmpty()) {
      headers.add("Idempotency-Key: " + key);
    }
    return shop.raw("POST", shop.address("import/" + name + ".csv" + query), headers, table);
  }

  private static long count(Reply reply, String what) {
    return reply.body().at("/data/" + what).asLong(-1);
  }

  @Test
  void importsRowsAndTellsWhichFailed() {
    shop.card("1", "0");
    shop.card("2", "10");
    var table =
        COLUMNS
            + "1,accrual,100.50,RUB,gift1,gift,\"Happy\nNew Year\"\n"
            + "2,payment,4,RUB,pay1,till,\n"
            + "1,accrual,7,RUB,gift1,gift,again\n"
            + "3,accrual,7,RUB,gift1,gift,\n"
            + "2,payment,1000,RUB,pay2,till,\n"
            + "2,refund,1,RUB,x,,\n"
            + "2,accrual,\"1,5\",RUB,x,,\n"
            + "2,accrual,1,USD,x,,\n"
            + ",accrual,1,RUB,x,,\n";
    var imported = upload(table, "k", "").expect(200);

    assertThat(count(imported, "rows")).isEqualTo(9);
    assertThat(count(imported, "processed")).isEqualTo(2);
    assertThat(count(imported, "repeated")).isEqualTo(1);
    assertThat(count(imported, "failed")).isEqualTo(6);
    var errors =
        imported
            .body()
            .at("/data/errors")
            .valueStream()
            .map(each -> each.path("line").asString("") + " " + each.path("code").asString(""))
            .collect(Collectors.toSet());
    assertThat(errors)
        .containsExactlyInAnyOrder(
            "6 card_not_found",
            "7 insufficient_balance",
            "8 input_invalid",
            "9 input_invalid",
            "10 currency_mismatch",
            "11 input_required");
    assertThat(shop.balance("1")).isEqualTo("100.50");
    assertThat(shop.balance("2")).isEqualTo("6.00");

    var again = upload(table, "k", "").expect(200);
    assertThat(again.body().path("data")).isEqualTo(imported.body().path("data"));
    assertThat(shop.balance("1")).isEqualTo("100.50");
    var mended = upload(table.replace("3,accrual,7", "2,accrual,7"), "k", "").expect(200);
    assertThat(count(mended, "processed")).isEqualTo(3);
    assertThat(shop.balance("2")).isEqualTo("13.00");
  }

  @Test
  void importsCardsThatAnotherAccountExported() {
    shop.card("1", "10");
    shop.card("2", "20.50");
    var table = shop.get("export/cards.csv").expect(200).http().body();
    var other = Shop.open(service);
    shop = other;
    var imported = upload("cards", table, "k", "").expect(200);
    assertThat(count(imported, "processed")).isEqualTo(2);
    assertThat(other.balance("2")).isEqualTo("20.50");
    var card = other.get("cards?orderBy=balance&orderDirection=asc").expect(200);
    assertThat(card.at("/data/0/contact/full_name/name")).isEqualTo("Иван");
    assertThat(card.at("/data/0/contact/mobile_phone")).isEqualTo("+79780000000");
    assertThat(card.at("/data/0/percentage")).isEqualTo("5.5");
    assertThat(upload("cards", table, "k", "").expect(200).body().path("data"))
        .isEqualTo(imported.body().path("data"));
    assertThat(other.get("contacts").body().at("/pagination/total").asInt(0)).isEqualTo(2);
  }

  @Test
  void leavesNoContactOfARefusedCard() {
    shop.card("1", "10");
    var table = "number,contact_name,balance\n1,Anna,5\n,Boris,1\n3,,1\n4,Vera,\"1,5\"\n";
    var first = upload("cards", table, "k", "").expect(200);
    assertThat(count(first, "processed")).isZero();
    assertThat(first.at("/data/errors/0/code")).isEqualTo("input_required");
    assertThat(first.at("/data/errors/2/code")).isEqualTo("input_invalid");
    assertThat(first.at("/data/errors/3/code")).isEqualTo("card_number_taken");
    assertThat(first.at("/data/errors/3/line")).isEqualTo("2");
    assertThat(shop.get("contacts?name=Anna").body().at("/data").size()).isZero();
    var mended = upload("cards", table.replace("1,Anna", "5,Anna"), "k", "").expect(200);
    assertThat(count(mended, "processed")).isOne();
    assertThat(shop.balance("5")).isEqualTo("5.00");
    assertThat(shop.get("contacts?name=Anna").body().at("/data").size()).isOne();
  }

  @Test
  void importsManyRowsTogether() {
    shop.card("1", "0");
    var rows =
        IntStream.range(0, 1000)
            .mapToObj(i -> "1,accrual,1,RUB,r" + i + ",c,\n")
            .collect(Collectors.joining());
    var dry = upload(COLUMNS + rows, "", "?dry_run=true").expect(200);
    assertThat(count(dry, "rows")).isEqualTo(1000);
    assertThat(count(dry, "processed")).isZero();
    assertThat(shop.balance("1")).isEqualTo("0.00");
    assertThat(count(upload(COLUMNS + rows, "", "").expect(200), "processed")).isEqualTo(1000);
    assertThat(shop.balance("1")).isEqualTo("1000.00");
    assertThat(count(upload(COLUMNS + rows, "", "").expect(200), "repeated")).isEqualTo(1000);
    assertThat(rig.brokenCards()).isZero();
  }

  @Test
  void refusesWhatIsNoTable() {
    shop.card("1", "0");
    assertThat(upload("", "", "").expect(400).at("/error/code")).isEqualTo("input_invalid");
    assertThat(upload("card_number\n1\n", "", "").expect(400).at("/error/field"))
        .isEqualTo("transaction_type");
    var broken = COLUMNS + "1,accrual,5,RUB,a,b,c\n1,accrual,6,RUB,a,b,\"open";
    assertThat(upload(broken, "", "").expect(400).at("/error/detail")).contains("line 3");
    assertThat(shop.balance("1")).as("rows above count").isEqualTo("5.00");
  }

  /** The length of a stream may not be known. */
  @Test
  void takesChunks() {
    shop.card("1", "0");
    var table = COLUMNS + "1,accrual,5,RUB,a,b,c\n";
    var headers = new ArrayList<>(shop.sdkHeaders(""));
    headers.removeIf(h -> h.startsWith("Content-"));
    headers.add("Content-Type: text/csv");
    headers.add("Transfer-Encoding: chunked");
    var length = Integer.toHexString(table.getBytes(UTF_8).length);
    var chunked = length + "\r\n" + table + "\r\n0\r\n\r\n";
    var imported = shop.raw("POST", shop.address("import/transactions.csv"), headers, chunked);
    assertThat(count(imported.expect(200), "processed")).isOne();
  }
}
