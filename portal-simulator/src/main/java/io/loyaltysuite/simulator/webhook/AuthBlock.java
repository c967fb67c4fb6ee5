package io.loyaltysuite.simulator.webhook;

import io.loyaltysuite.simulator.oauth.OAuthServer;
import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.PortalState;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code auth} block of a webhook (protocol 1.7). */
final class AuthBlock {

  private AuthBlock() {}

  /** With tokens of the user. */
  static Map<String, Object> full(
      OAuthServer oauth, PortalState portal, Installation installation, int userId) {
    Map<String, Object> block =
        oauth.grant(portal, installation, userId, portal.settings().domain());
    block.put("application_token", installation.applicationToken());
    return block;
  }

  /** Without tokens: nobody to run as. */
  static Map<String, Object> reduced(PortalState portal, String applicationToken) {
    var block = new LinkedHashMap<String, Object>();
    block.put("domain", portal.settings().domain());
    block.put("client_endpoint", portal.clientEndpoint());
    block.put("server_endpoint", portal.serverEndpoint());
    block.put("member_id", portal.settings().memberId());
    block.put("application_token", applicationToken);
    return block;
  }
}
