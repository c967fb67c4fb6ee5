package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
  private final Shares shares = new Shares(2);

  @Test
  void onePortalUsesUpItsOwnShareOnly() {
    var first = shares.take("flood").orElseThrow();
    var _ = shares.take("flood").orElseThrow();
    assertThat(shares.take("flood")).isEmpty();
    assertThat(shares.take("flood")).isEmpty();
    assertThat(shares.take("other")).isPresent();
    assertThat(shares.fullest()).isEqualTo(1);
    first.run();
    assertThat(shares.take("flood")).isPresent();
    assertThat(shares.take("flood")).isEmpty();
  }

  @Test
  void nothingIsLeftOfAPortalThatIsDone() {
    shares.take("done").orElseThrow().run();
    assertThat(shares.fullest()).isZero();
  }

  @Test
  void manyTakeAndGiveBackAtOnceAndNothingIsLost() {
    var wide = new Shares(1000);
    IntStream.range(0, 100_000).parallel().forEach(_ -> wide.take("busy").orElseThrow().run());
    assertThat(wide.fullest()).isZero();
  }
}
