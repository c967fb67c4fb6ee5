package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTest {

  @Test
  void withoutNetworksEverybodyMayPost() {
    assertThat(new Sources(List.of(), List.of()).allow("203.0.113.9")).isTrue();
  }

  @Test
  void onlyTheNetworksOfTheListMayPost() {
    var sources = new Sources(List.of("203.0.113.0/24", "2001:db8::/32"), List.of());
    assertThat(sources.allow("203.0.113.9")).isTrue();
    assertThat(sources.allow("203.0.114.9")).isFalse();
    assertThat(sources.allow("2001:db8::7")).isTrue();
    assertThat(sources.allow("::ffff:203.0.113.9")).isTrue();
    assertThat(sources.allow("not an address")).isFalse();
    assertThat(sources.allow("")).isFalse();
  }
}
