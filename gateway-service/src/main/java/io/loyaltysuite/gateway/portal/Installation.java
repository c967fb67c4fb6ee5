package io.loyaltysuite.gateway.portal;

import java.time.InstantSource;
import java.util.List;

/**
 * A portal that installed the application, as far as the path of a webhook needs it. Holds no
 * secret in clear.
 */
public final class Installation {
  private final String memberId;
  private final PortalStatus status;
  private final String language;
  private final List<TokenProof> proofs;
  private final InstantSource clock;

  Installation(
      String memberId,
      PortalStatus status,
      String language,
      List<TokenProof> proofs,
      InstantSource clock) {
    this.memberId = memberId;
    this.status = status;
    this.language = language;
    this.proofs = List.copyOf(proofs);
    this.clock = clock;
  }

  public String memberId() {
    return memberId;
  }

  public PortalStatus status() {
    return status;
  }

  /** Language of answers: {@code ru} or {@code en}. */
  public String language() {
    return language;
  }

  /**
   * Whether the sender of a webhook knows this portal's application_token, compared in constant
   * time. For a day after an update the previous token counts, too; after an uninstall no token
   * does.
   */
  public boolean provedBy(String applicationToken) {
    var now = clock.instant();
    boolean proved = false;
    for (TokenProof proof : proofs) {
      proved |= proof.accepts(applicationToken, now);
    }
    return proved;
  }
}
