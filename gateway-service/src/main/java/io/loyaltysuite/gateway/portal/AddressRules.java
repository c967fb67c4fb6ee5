package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.security.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses the gateway may call. Pure. Networks that are not public are refused unless they
 * were allowed by name: a portal must not make us ask our own house.
 */
final class AddressRules {
  /**
   * Special networks that {@link InetAddress} has no question for: shared and documentation ranges,
   * those that wrap an IPv4 address, and where clouds tell machines their secrets (beside {@code
   * 169.254.0.0/16} and {@code fc00::/7}, which all share).
   */
  private static final List<Network> SPECIAL =
      List.of(
          Network.of("0.0.0.0/8"),
          Network.of("100.64.0.0/10"),
          Network.of("168.63.129.16/32"),
          Network.of("192.0.0.0/24"),
          Network.of("192.0.2.0/24"),
          Network.of("192.88.99.0/24"),
          Network.of("198.18.0.0/15"),
          Network.of("198.51.100.0/24"),
          Network.of("203.0.113.0/24"),
          Network.of("240.0.0.0/4"),
          Network.of("fc00::/7"),
          Network.of("64:ff9b::/32"),
          Network.of("100::/64"),
          Network.of("2001::/23"),
          Network.of("2001:db8::/32"),
          Network.of("2002::/16"),
          Network.of("3fff::/20"),
          Network.of("5f00::/16"),
          Network.of("::ffff:0:0:0/96"));

  private final List<Network> allowed;

  AddressRules(List<String> allowedNetworks) {
    this.allowed = allowedNetworks.stream().map(Network::of).toList();
  }

  boolean allows(InetAddress address) {
    return isPublic(address) || allowedByName(address);
  }

  /** Whether somebody vouched for the private network; such neighbours may speak plain HTTP. */
  boolean allowedByName(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    boolean local =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    boolean compatible = address instanceof Inet6Address six && six.isIPv4CompatibleAddress();
    return !local && !compatible && SPECIAL.stream().noneMatch(n -> n.contains(address));
  }
}
