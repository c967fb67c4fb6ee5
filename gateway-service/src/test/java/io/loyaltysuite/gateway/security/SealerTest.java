package io.loyaltysuite.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loyaltysuite.gateway.config.KeyProperties;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      Base64.getEncoder()
          .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  @Test
  void opensWhatItSealedUnderAnyKnownKey() {
    var before = sealer("k1", Map.of("k1", OLD));
    var after = sealer("k2", Map.of("k1", OLD, "k2", NEW));
    assertThat(after.open(before.seal("секрет", "portal"), "portal")).isEqualTo("секрет");
    assertThat(after.open(after.seal("секрет", "portal"), "portal")).isEqualTo("секрет");
    assertThat(after.seal("секрет", "portal")).startsWith("k2.").doesNotContain("секрет");
  }

  @Test
  void neverSealsTheSameTextToTheSameResult() {
    var sealer = sealer("k1", Map.of("k1", OLD));
    assertThat(sealer.seal("a", "p")).isNotEqualTo(sealer.seal("a", "p"));
  }

  @Test
  void opensNothingOfAnotherContextKeyOrMaker() {
    var sealer = sealer("k1", Map.of("k1", OLD));
    var sealed = sealer.seal("secret", "portal");
    assertThatIllegalArgumentException().isThrownBy(() -> sealer.open(sealed, "other"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer("k2", Map.of("k2", NEW)).open(sealed, "portal"));
    for (String broken : new String[] {"", "k1.", "k1.AAAA", "secret", sealed + "A", "k1.%%"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> sealer.open(broken, "portal"));
    }
  }

  @Test
  void refusesToStartWithoutAUsableKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer("k2", Map.of("k1", OLD)))
        .withMessageContaining("k2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer("k1", Map.of("k1", "c2hvcnQ=")))
        .withMessageContaining("5 bytes (expected: 32)");
  }

  private static Sealer sealer(String current, Map<String, String> secrets) {
    return new Sealer(new KeyProperties(current, secrets));
  }
}
