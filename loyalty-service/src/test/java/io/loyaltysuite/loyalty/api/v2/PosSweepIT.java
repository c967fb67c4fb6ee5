package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order that an instance left half done is ended by another one, told again or not. */
class PosSweepIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String STATES = "select distinct state from pos_operation";
  private static final String BALANCES = "select trim_scale(balance)::text from account";

  /** The payment is decided; whoever writes the purchase after it fails as a lost database does. */
  private static final String TROUBLE =
      """
      create function trouble() returns trigger language plpgsql as $$
      begin
        if new.kind = 'purchased' then raise exception 'trouble' using errcode = '57014'; end if;
        return new;
      end $$;
      create trigger trouble before insert on entry for each row execute function trouble();
      """;

  @Test
  void endsWhatACrashLeft() {
    try (var rig = new Rig()) {
      var first = rig.start("--loyalty.pos.unfinished-after=1h", "--loyalty.rest.timeout=2s");
      var shop = Shop.open(first);
      var sale = sale(shop);
      rig.sql().sql(TROUBLE).update();
      assertThat(shop.post("1c/operations", sale).http().statusCode()).isEqualTo(503);
      first.close();
      assertThat(rig.texts(BALANCES)).containsExactly("100");
      assertThat(rig.texts(STATES)).containsExactly("running");

      rig.sql().sql("drop trigger trouble on entry").update();
      var quick =
          List.of("--loyalty.pos.unfinished-after=1s", "--loyalty.pos.interval=200ms")
              .toArray(String[]::new);
      rig.start(quick);
      rig.start(quick);
      await().atMost(SOON).until(() -> rig.texts(STATES).equals(List.of("done")));
      assertThat(rig.texts(BALANCES)).containsExactly("149.5");
      assertThat(rig.texts("select kind from entry where kind in ('paid', 'purchased') order by 1"))
          .containsExactly("paid", "purchased");
      assertThat(rig.brokenCards()).isZero();
    }
  }

  /** A sale of 1000 to a card with 200 bonuses that earns 5.5 %; 100 are paid with bonuses. */
  private static String sale(Shop shop) {
    var point =
        shop.post("touch-points", "{\"name\":\"Desk\",\"external_id\":\"desk-1\"}")
            .expect(200)
            .at("/data/touch_point/id");
    shop.card("1", "200");
    return """
    {"loyalty":{"touch_point_id":"%s","card_id":"%s","processing_mode":"auto"},
     "operation_type":"selling",
     "payload":{"version":1,"order":{"id":"A-1","created":"11.05.2024 10:00:00",
       "money_sum":{"amount":"900","currency":"RUB"},
       "bonus_sum":{"amount":"100","currency":"RUB"},
       "total_sum":{"amount":"1000","currency":"RUB"},
       "items":[],"status":"Bill","card-number":"1"},"products":[],"categories":[]}}
    """
        .formatted(point, shop.get("cards").at("/data/0/id"));
  }
}
