package io.loyaltysuite.gateway.portal;

import java.net.URI;

/**
 * What is needed to ask a portal something. Holds tokens in clear: it lives as long as one turn and
 * is never printed.
 *
 * @param clientEndpoint verified REST base of the portal, with a trailing slash
 * @param serverEndpoint REST base of the authorization server that vouched for it
 * @param refreshToken empty when the portal gave none
 */
record Access(
    String memberId,
    PortalStatus status,
    URI clientEndpoint,
    URI serverEndpoint,
    String accessToken,
    String refreshToken,
    String userId,
    String language) {

  Access at(URI newClientEndpoint) {
    return new Access(
        memberId,
        status,
        newClientEndpoint,
        serverEndpoint,
        accessToken,
        refreshToken,
        userId,
        language);
  }

  @Override
  public String toString() {
    return "Access[" + memberId + ", " + status + "]";
  }
}
