package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenProofTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void knowsItsToken() {
    assertThat(installation(NOON, TokenProof.of("new", Instant.MAX)).provedBy("new")).isTrue();
    assertThat(installation(NOON, TokenProof.of("new", Instant.MAX)).provedBy("old")).isFalse();
    assertThat(installation(NOON, TokenProof.of("new", Instant.MAX)).provedBy("")).isFalse();
  }

  @Test
  void believesThePreviousTokenForAWhile() {
    var previous = TokenProof.of("old", NOON);
    assertThat(installation(NOON.minusMillis(1), previous).provedBy("old")).isTrue();
    assertThat(installation(NOON, previous).provedBy("old")).isFalse();
  }

  @Test
  void anUninstalledPortalIsProvedByNothing() {
    assertThat(installation(NOON).provedBy("")).isFalse();
  }

  @Test
  void doesNotTellTheToken() {
    assertThat(TokenProof.of("secret-token", Instant.MAX).toString()).doesNotContain("secret");
  }

  private static Installation installation(Instant now, TokenProof... proofs) {
    return new Installation(
        "m", PortalStatus.ACTIVE, "ru", List.of(proofs), InstantSource.fixed(now));
  }
}
