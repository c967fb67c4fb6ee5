package io.loyaltysuite.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void readsTheTraceAndTheCaller() {
    assertThat(TraceContext.of("00-" + TRACE + "-b7ad6b7169203331-00"))
        .hasValueSatisfying(
            context -> {
              assertThat(context.getTraceId()).isEqualTo(TRACE);
              assertThat(context.getSpanId()).isEqualTo("b7ad6b7169203331");
              assertThat(context.isRemote()).isTrue();
            });
  }

  @Test
  void whatIsNoContextIsNone() {
    assertThat(TraceContext.of("")).isEmpty();
    assertThat(TraceContext.of("00-" + "0".repeat(32) + "-b7ad6b7169203331-01")).isEmpty();
    assertThat(TraceContext.of("00-" + TRACE + "-b7ad6b7169203331-01-more")).isEmpty();
  }
}
