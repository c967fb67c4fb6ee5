package io.loyaltysuite.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.oauth.Tokens.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final TokenFacts FACTS =
      new TokenFacts(Instant.parse("2026-11-23T15:05:33Z"), 7, -12, 16, 70_000);

  private final Tokens tokens = new Tokens("secret");

  @Test
  void carryTheirFacts() {
    assertThat(tokens.read(Kind.ACCESS, tokens.issue(Kind.ACCESS, FACTS))).hasValue(FACTS);
  }

  @Test
  void haveSeventyHexDigitsAndAreAllDifferent() {
    String token = tokens.issue(Kind.ACCESS, FACTS);

    assertThat(token).matches("[0-9a-f]{70}").isNotEqualTo(tokens.issue(Kind.ACCESS, FACTS));
  }

  @Test
  void aRefreshTokenIsNoAccessToken() {
    assertThat(tokens.read(Kind.ACCESS, tokens.issue(Kind.REFRESH, FACTS))).isEmpty();
  }

  @Test
  void aForgedOrForeignTokenIsRefused() {
    String token = tokens.issue(Kind.ACCESS, FACTS);
    char changed = token.charAt(20) == '0' ? '1' : '0';

    assertThat(tokens.read(Kind.ACCESS, token.substring(0, 20) + changed + token.substring(21)))
        .isEmpty();
    assertThat(new Tokens("other").read(Kind.ACCESS, token)).isEmpty();
    assertThat(tokens.read(Kind.ACCESS, "")).isEmpty();
    assertThat(tokens.read(Kind.ACCESS, "x".repeat(70))).isEmpty();
  }
}
