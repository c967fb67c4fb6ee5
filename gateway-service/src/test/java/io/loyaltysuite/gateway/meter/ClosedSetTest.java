package io.loyaltysuite.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedSetTest {

  @Test
  void aValueOutsideTheSetIsOther() {
    var set = new ClosedSet<>(List.of("known", ClosedSet.OTHER), value -> "meter of " + value);
    assertThat(set.of("known")).isEqualTo("meter of known");
    assertThat(set.of("portal-4711")).isEqualTo("meter of other");
  }

  @Test
  void aSetWithoutOtherRefusesIt() {
    var set = new ClosedSet<>(List.of("known"), value -> value);
    assertThatThrownBy(() -> set.of("portal-4711")).isInstanceOf(IllegalArgumentException.class);
  }
}
