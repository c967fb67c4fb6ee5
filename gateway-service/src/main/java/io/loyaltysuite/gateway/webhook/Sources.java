package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.security.Network;
import java.net.InetAddress;
import java.util.List;

/** The networks that webhooks may come from; without any, they may come from everywhere. */
final class Sources {
  private final List<Network> allowed;

  Sources(List<String> networks) {
    this.allowed = networks.stream().map(Network::of).toList();
  }

  /**
   * Whether a sender may post.
   *
   * @param address as the container tells it; what is no address may not
   */
  boolean allow(String address) {
    if (allowed.isEmpty()) {
      return true;
    }
    try {
      var sender = InetAddress.ofLiteral(address);
      return allowed.stream().anyMatch(network -> network.contains(sender));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
