package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.config.GatewayProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.stereotype.Component;

/**
 * Resolves names for the HTTP client: it connects to the very addresses that were vetted here, so a
 * name that changes its mind between the check and the connection gains nothing.
 */
@Component
class VettedNames implements DnsResolver {
  private final AddressRules rules;

  VettedNames(GatewayProperties gateway) {
    this.rules = new AddressRules(gateway.allowedAddresses());
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var vetted =
        Arrays.stream(InetAddress.getAllByName(host))
            .filter(rules::allows)
            .toArray(InetAddress[]::new);
    if (vetted.length == 0) {
      throw new UnknownHostException(host + " has no address that may be called");
    }
    return vetted;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Whether every address of the host lies in a network that was allowed by name. */
  boolean isNeighbour(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(rules::allowedByName);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
