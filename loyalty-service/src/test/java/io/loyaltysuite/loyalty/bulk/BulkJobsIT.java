package io.loyaltysuite.loyalty.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.loyalty.Shop.Reply;
import io.loyaltysuite.loyalty.bulk.BulkJob.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Operations on many cards: told over REST, done by whichever instance is there. */
class BulkJobsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext service;

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    service = start();
  }

  /** Small portions, and a rest after each, so that there is a middle to look at. */
  private static ConfigurableApplicationContext start() {
    return rig.start(
        "--loyalty.bulk.chunk=2",
        "--loyalty.bulk.pause=100ms",
        "--loyalty.bulk.interval=100ms",
        "--loyalty.bulk.lease=2s",
        "--loyalty.bulk.max-open=2");
  }

  @AfterAll
  static void stopService() {
    rig.close();
  }

  @BeforeEach
  void openShop() {
    shop = Shop.open(service);
  }

  private void cards(int count) {
    for (int i = 1; i <= count; i++) {
      shop.card(Integer.toString(i), "10");
    }
  }

  private Reply begin(String json, String key) {
    return shop.post("jobs", json, key);
  }

  private static String gift(String reason) {
    return """
    {"operation":"accrue","card_status":"active",
     "bonus_points":{"amount":"5.00","currency":"RUB"},"reason":{"id":"%s","code":"gift"}}
    """
        .formatted(reason);
  }

  private Reply job(String id) {
    return shop.get("jobs/" + id).expect(200);
  }

  private Reply over(String id) {
    await()
        .atMost(SOON)
        .until(() -> List.of("done", "cancelled").contains(job(id).at("/data/state")));
    return job(id);
  }

  private static long count(Reply job, String what) {
    return job.body().at("/data/" + what).asLong(-1);
  }

  private List<String> balances() {
    return shop.get("cards")
        .expect(200)
        .body()
        .at("/data")
        .valueStream()
        .map(card -> card.at("/balance/amount").asString(""))
        .sorted()
        .toList();
  }

  @Test
  void givesEveryActiveCardAGiftOnce() {
    cards(5);
    var blocked = shop.get("cards").at("/data/0/id");
    shop.post("cards/" + blocked + "/block", "{\"block_reason\":\"lost\"}").expect(200);
    var begun = begin(gift("g1"), "k").expect(200);
    assertThat(begun.body().at("/data/job/total").asInt(0)).isEqualTo(4);
    var id = begun.at("/data/job/id");
    assertThat(begin(gift("g1"), "k").expect(200).at("/data/job/id")).isEqualTo(id);
    assertThat(begin(gift("g2"), "k").expect(400).at("/error/code"))
        .isEqualTo("idempotency_key_reused");

    var done = over(id);
    assertThat(done.at("/data/state")).isEqualTo("done");
    assertThat(count(done, "done")).isEqualTo(4);
    assertThat(count(done, "failed")).isZero();
    assertThat(balances()).containsExactly("10.00", "15.00", "15.00", "15.00", "15.00");

    var again = over(begin(gift("g1"), "other").expect(200).at("/data/job/id"));
    assertThat(count(again, "skipped")).isEqualTo(4);
    assertThat(balances()).containsExactly("10.00", "15.00", "15.00", "15.00", "15.00");
    assertThat(shop.get("jobs").expect(200).body().at("/pagination/total").asInt(0)).isEqualTo(2);
  }

  @Test
  void tellsWhichCardsRefused() {
    cards(3);
    shop.accrue("2", "90").expect(200);
    var pay =
        """
        {"operation":"pay","bonus_points":{"amount":"50","currency":"RUB"},
         "reason":{"id":"p1","code":"fee"}}
        """;
    var id = begin(pay, "").expect(200).at("/data/job/id");
    assertThat(count(over(id), "failed")).isEqualTo(2);
    var failures = shop.get("jobs/" + id + "/failures.csv").expect(200).http().body();
    assertThat(failures.lines()).hasSize(3);
    assertThat(failures).contains("insufficient_balance").startsWith("card_id,card_number,code");
    assertThat(shop.balance("2")).isEqualTo("50.00");
  }

  @Test
  void countsOnlyInADryRun() {
    cards(3);
    var dry = gift("g").replace("\"operation\"", "\"dry_run\":true,\"operation\"");
    var job = begin(dry, "").expect(200);
    assertThat(job.at("/data/job/state")).isEqualTo("done");
    assertThat(job.body().at("/data/job/total").asInt(0)).isEqualTo(3);
    assertThat(balances()).containsExactly("10.00", "10.00", "10.00");
  }

  @Test
  void endsWhenItIsCancelled() {
    cards(12);
    var id = begin(gift("g"), "").expect(200).at("/data/job/id");
    await().atMost(SOON).until(() -> count(job(id), "done") > 0);
    shop.post("jobs/" + id + "/cancel", "").expect(200);
    var over = over(id);
    assertThat(over.at("/data/state")).isEqualTo("cancelled");
    assertThat(count(over, "done")).isLessThan(12);
    assertThat(balances().stream().filter("15.00"::equals).count()).isEqualTo(count(over, "done"));
    assertThat(shop.post("jobs/" + id + "/cancel", "").expect(200).at("/data/job/state"))
        .isEqualTo("cancelled");
  }

  /** Commands were decided, and whoever asked for them died before it could count them. */
  @Test
  void doesNothingTwiceAfterACrash() {
    cards(5);
    var id = begin(gift("g"), "").expect(200).at("/data/job/id");
    over(id);
    rig.sql()
        .sql(
            """
            update bulk_job set state = 'running', owner = gen_random_uuid(), cursor_id = null,
              done = 0, lease_until = now() - interval '1 second'
            where job_id = ?
            """)
        .param(UUID.fromString(id))
        .update();
    var again = over(id);
    assertThat(count(again, "done")).isEqualTo(5);
    assertThat(count(again, "skipped")).as("they are this job's own").isZero();
    assertThat(balances()).containsOnly("15.00");
    assertThat(rig.brokenCards()).isZero();
  }

  @Test
  void goesOnWhenItsInstanceIsGone() {
    cards(12);
    String id;
    try (var other = start()) {
      id = begin(gift("g"), "").expect(200).at("/data/job/id");
      await().atMost(SOON).until(() -> count(job(id), "done") > 0);
      assertThat(other.isRunning()).isTrue();
    }
    assertThat(count(over(id), "done")).isEqualTo(12);
    assertThat(balances()).containsOnly("15.00");
  }

  /** Whoever slept through its lease must not count what another counts. */
  @Test
  void letsOnlyTheOwnerOfTheLeaseCount() {
    var jobs = service.getBean(BulkJobs.class);
    cards(12);
    var id = begin(gift("g"), "").expect(200).at("/data/job/id");
    await().atMost(SOON).until(() -> count(job(id), "done") > 0);
    var job =
        jobs.find(
                rig.sql()
                    .sql("select portal_id from bulk_job where job_id = ?")
                    .param(UUID.fromString(id))
                    .query(Long.class)
                    .single(),
                UUID.fromString(id))
            .orElseThrow();
    var progress = new Progress(new UUID(-1, -1), 100, 0, List.of());
    assertThat(jobs.advance(job, UUID.randomUUID(), progress)).isEqualTo(Optional.empty());
    assertThat(count(over(id), "done")).isEqualTo(12);
  }

  @Test
  void refusesJobsThatAreNone() {
    cards(1);
    for (var json :
        List.of(
            "{}",
            "{\"operation\":\"drop\"}",
            "{\"operation\":\"accrue\"}",
            gift("g").replace("active", "deleted"),
            gift("").replace("accrue", "pay"))) {
      assertThat(begin(json, "").expect(400).at("/error/code")).startsWith("input_");
    }
    assertThat(begin(gift("g").replace("RUB", "USD"), "").expect(400).at("/error/code"))
        .isEqualTo("currency_mismatch");
    var burn =
        "{\"operation\":\"burn\",\"mode\":\"amount\","
            + "\"bonus_points\":{\"amount\":\"5\",\"currency\":\"USD\"}}";
    assertThat(begin(burn, "").expect(400).at("/error/code")).isEqualTo("currency_mismatch");
    shop.get("jobs/" + UUID.randomUUID()).expect(404);
    shop.get("jobs/x").expect(404);
    shop.post("jobs/" + UUID.randomUUID() + "/cancel", "").expect(404);
    shop.get("jobs/" + UUID.randomUUID() + "/failures.csv").expect(404);
  }

  @Test
  void limitsWhatWaits() {
    cards(12);
    begin(gift("a"), "").expect(200);
    begin(gift("b"), "").expect(200);
    assertThat(begin(gift("c"), "").expect(429).at("/error/code")).isEqualTo("rate_limited");
  }
}
