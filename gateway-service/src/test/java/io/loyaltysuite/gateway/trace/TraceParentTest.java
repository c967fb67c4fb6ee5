package io.loyaltysuite.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TraceParentTest {

  @Test
  void takesTheTraceOfTheCallerOrDerivesOne() {
    var command = UUID.fromString("0190163d-8694-5a3b-9c4d-000000000001");
    var given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var derived = "00-0190163d86945a3b9c4d000000000001-9c4d000000000001-01";
    assertThat(TraceParent.of(given, command)).isEqualTo(given);
    for (String bad :
        List.of("", "00-x", given + "-x", given.replace('4', '0').toUpperCase(Locale.ROOT))) {
      assertThat(TraceParent.of(bad, command)).isEqualTo(derived);
    }
    assertThat(TraceParent.of(null, command)).isEqualTo(derived);
  }
}
