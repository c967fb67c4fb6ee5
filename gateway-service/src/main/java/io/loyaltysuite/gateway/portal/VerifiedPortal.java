package io.loyaltysuite.gateway.portal;

import java.net.URI;

/**
 * An installation that the authorization server vouched for.
 *
 * @param applicationToken as claimed by the event; empty when it carried none
 * @param language {@code ru} or {@code en}
 */
record VerifiedPortal(
    String memberId,
    URI clientEndpoint,
    URI serverEndpoint,
    String language,
    String userId,
    String version,
    String accessToken,
    String refreshToken,
    String applicationToken) {

  VerifiedPortal withUser(String id) {
    return new VerifiedPortal(
        memberId,
        clientEndpoint,
        serverEndpoint,
        language,
        id,
        version,
        accessToken,
        refreshToken,
        applicationToken);
  }

  @Override
  public String toString() {
    return "VerifiedPortal[" + memberId + "]";
  }
}
