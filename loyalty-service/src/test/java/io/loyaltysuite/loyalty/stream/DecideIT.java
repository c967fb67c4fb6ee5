package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole path from the commands topic to the results topic, on real parts. */
class DecideIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init")
  private static Rig rig;

  @BeforeAll
  static void startService() {
    rig = new Rig();
    rig.start();
  }

  @AfterAll
  static void stopService() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void decidesAMixedPollWithDuplicatesOncePerCommand() {
    var portals = List.of(Calls.ofNewPortal(), Calls.ofNewPortal(), Calls.ofNewPortal());
    var commands = new ArrayList<ActivityCommand>();
    for (var portal : portals) {
      commands.addAll(mixed(portal));
    }
    var repeated = new ArrayList<>(commands);
    Collections.shuffle(repeated, new Random(7));
    rig.send(commands);
    rig.send(repeated);
    for (var portal : portals) {
      var own = commands.stream().filter(each -> memberId(each).equals(portal.memberId())).toList();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(decisions(portal.memberId())).isEqualTo(own.size()));
    }
    await().atMost(SOON).until(rig::everythingCommitted);
    for (var portal : portals) {
      assertCopiesAreEqual(rig.read(Topics.RESULTS, portal.memberId()), 100);
    }
    assertBalances();
  }

  private static List<ActivityCommand> mixed(Calls portal) {
    var commands = new ArrayList<ActivityCommand>();
    for (int i = 0; i < 20; i++) {
      var card = "79000000" + (100 + i);
      commands.addAll(
          Arrays.asList(
              portal.issue(card, i + 1),
              portal.accrue(card, "150"),
              portal.pay(card, "100"),
              portal.pay(card, "100"),
              portal.block(card)));
    }
    return commands;
  }

  private static void assertCopiesAreEqual(List<ConsumerRecord<byte[], byte[]>> results, int ids) {
    var byId = new java.util.HashMap<String, ConsumerRecord<byte[], byte[]>>();
    for (var each : results) {
      var id =
          new String(
              each.headers().lastHeader("ce_id").value(), java.nio.charset.StandardCharsets.UTF_8);
      var first = byId.putIfAbsent(id, each);
      if (first != null) {
        assertThat(each.value()).isEqualTo(first.value());
        assertThat(each.headers()).isEqualTo(first.headers());
      }
    }
    assertThat(byId).hasSize(ids);
  }

  private static long decisions(String memberId) {
    return rig.sql()
        .sql(
            "select count(*) from decision d join portal p on p.id = d.portal_id where member_id = ?")
        .param(memberId)
        .query(Long.class)
        .single();
  }

  private static void assertBalances() {
    assertThat(
            rig.sql()
                .sql(
                    """
                    select count(*) from account a
                    where balance <> (select coalesce(sum(amount), 0) from entry e
                                      where e.portal_id = a.portal_id and e.card_id = a.card_id)
                       or seq <> (select max(seq) from entry e
                                  where e.portal_id = a.portal_id and e.card_id = a.card_id)
                    """)
                .query(Long.class)
                .single())
        .isZero();
  }

  private static String memberId(ActivityCommand command) {
    return command.getInvocation().getMemberId();
  }
}
