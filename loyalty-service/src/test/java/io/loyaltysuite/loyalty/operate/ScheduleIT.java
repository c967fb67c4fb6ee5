package io.loyaltysuite.loyalty.operate;

import static io.loyaltysuite.loyalty.operate.Console.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Later;
import io.loyaltysuite.loyalty.Rig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What operators are told about scheduled work. */
class ScheduleIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CARD = "79660000001";
  private static final String WRONG = "Basic b2xnYTp3cm9uZw==";

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  private final Console console = new Console(service);

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = rig.start(List.of(Later.class), "--loyalty.schedule.enabled=false");
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @Test
  void tellsWhatIsLeftAndWhatWillHappen() {
    var portal = portalWithACard();
    var path = "/portals/" + portal.memberId() + "/schedule";

    var left = json(console.get(path)).get("left");
    assertThat(left.get("hold").asInt()).isEqualTo(1);
    assertThat(left.get("expiry").asInt()).isZero();

    var until = Instant.now().plus(Duration.ofDays(30));
    var told = json(console.get(path + "/rehearsal?until=" + until));
    assertThat(told.at("/totals/expired/entries").asInt()).isEqualTo(1);
    assertThat(told.at("/totals/expired/amount").asString()).isEqualTo("-75.00");
    assertThat(told.at("/totals/hold_expired/amount").asString()).isEqualTo("40.00");
    assertThat(told.at("/cards/0/number").asString()).isEqualTo(CARD);
    assertThat(told.at("/cards/0/entries/1/balance_after").asString()).isEqualTo("100.00");
    assertThat(told.get("next").isNull()).isTrue();

    var none = json(console.get(path + "/rehearsal?until=" + Instant.now()));
    assertThat(none.get("cards")).isEmpty();
  }

  @Test
  void givesEveryDocumentedAnswer() {
    var portal = portalWithACard();
    var path = "/portals/" + portal.memberId() + "/schedule";
    var rehearsal = path + "/rehearsal?limit=1&until=" + Instant.now().plus(Duration.ofDays(30));
    assertThat(json(console.get(rehearsal)).get("next").isNull()).isFalse();
    console.get("/portals/~/schedule");
    console.get(path + "/rehearsal");
    var levels = path + "/rehearsal/levels?until=" + Instant.now();
    assertThat(json(console.get(levels)).get("at").isNull()).isTrue();
    console.get(path + "/rehearsal/levels");
    for (var read : List.of(path, rehearsal, levels)) {
      console.get(read);
      console.send(console.request(read).setHeader("Authorization", WRONG).GET());
      console.send(console.request(read).DELETE());
      console.send(console.request(read).setHeader("Accept", "application/xml").GET());
    }
    var documented = new TreeSet<>(Console.API.answers());
    documented.removeIf(answer -> !answer.contains("/schedule"));
    assertThat(console.answers()).isEqualTo(documented);
  }

  private static Calls portalWithACard() {
    var portal = Calls.ofNewPortal();
    rig.send(
        portal.issue(CARD, 1),
        portal.accrue(CARD, "100"),
        portal.call(
            "accrue", Map.of("card_number", CARD, "amount", "75", "expires_after_days", "5")),
        portal.call("hold", Map.of("card_number", CARD, "amount", "40")));
    await().atMost(SOON).until(rig::everythingCommitted);
    return portal;
  }
}
