package io.loyaltysuite.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.Shop;
import io.loyaltysuite.schemas.Topics;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that was answered 200 is lost, whenever its publication fails. */
class UnpublishedIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void answersWithoutKafkaAndPublishesWhenItIsBack() {
    try (var rig = new Rig()) {
      var service = rig.start(List.of(Acknowledgements.class));
      var shop = Shop.open(service);
      shop.card("1", "10");
      assertThat(rig.read(Topics.RESULTS, shop.memberId())).isEmpty();

      service.getBean(Acknowledgements.Withheld.class).allow();

      await().atMost(SOON).until(() -> rig.results(shop.memberId()).size() == 2);
      await().atMost(SOON).until(() -> rig.texts("select id::text from outbox").isEmpty());
    }
  }

  @Test
  void anotherInstancePublishesWhatADeadOneAnswered() {
    try (var rig = new Rig()) {
      var deaf = rig.start(List.of(Acknowledgements.class));
      var shop = Shop.open(deaf);
      shop.card("1", "10");
      shop.accrue("1", "5").expect(200);
      deaf.close();
      assertThat(rig.read(Topics.RESULTS, shop.memberId())).isEmpty();
      var stored =
          rig.texts(
              """
              select encode(value, 'hex') from decision d join portal p on p.id = d.portal_id
              where p.member_id = ?
              """,
              shop.memberId());

      var next = shop.at(rig.start());

      await().atMost(SOON).until(() -> rig.results(shop.memberId()).size() == 3);
      assertThat(rig.read(Topics.RESULTS, shop.memberId()))
          .extracting(each -> HexFormat.of().formatHex(each.value()))
          .containsExactlyInAnyOrderElementsOf(stored);
      assertThat(next.balance("1")).isEqualTo("15.00");
    }
  }
}
