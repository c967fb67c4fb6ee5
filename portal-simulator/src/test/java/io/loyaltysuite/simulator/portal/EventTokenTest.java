package io.loyaltysuite.simulator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventTokenTest {

  private static final Hmac KEY = Hmac.of("key");
  private static final EventToken TOKEN =
      new EventToken("6b0456318b3d14.40217735", "A1", "Qm7xT2vLs9KdPz4RbYhN1cWf8gJeUa3o");

  @Test
  void aSignedTokenIsRecognised() {
    assertThat(EventToken.verify(TOKEN.sign(KEY), KEY)).hasValue(TOKEN);
  }

  @Test
  void looksLikeTheCapturedOnes() {
    assertThat(TOKEN.sign(KEY))
        .matches("[0-9a-f]{13}\\d\\.\\d{8}\\|A1\\|[A-Za-z0-9]{32}\\.[0-9a-f]{64}");
  }

  @Test
  void anotherPortalsTokenIsRefused() {
    assertThat(EventToken.verify(TOKEN.sign(KEY), Hmac.of("other"))).isEmpty();
  }

  @Test
  void aTamperedTokenIsRefused() {
    assertThat(EventToken.verify(TOKEN.sign(KEY).replace("|A1|", "|A2|"), KEY)).isEmpty();
  }

  @Test
  void textsWithoutSignatureAreRefused() {
    assertThat(EventToken.verify("", KEY)).isEmpty();
    assertThat(EventToken.verify("6b0456318b3d14.40217735|A1|x", KEY)).isEmpty();
  }
}
