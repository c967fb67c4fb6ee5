package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.security.Network;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where webhooks may come from: networks of the settings, and those of published lists. Without
 * any, they may come from everywhere. So they may while a list was never read: its publisher being
 * away must not lose webhooks, which prove themselves by their token anyway.
 */
final class Sources {
  private final List<Network> allowed;
  private final List<URI> lists;
  private final ConcurrentHashMap<URI, List<Network>> published = new ConcurrentHashMap<>();

  Sources(List<String> networks, List<URI> lists) {
    this.allowed = networks.stream().map(Network::of).toList();
    this.lists = List.copyOf(lists);
  }

  List<URI> lists() {
    return lists;
  }

  /** What a list says from now on. */
  void publish(URI list, List<Network> networks) {
    published.put(list, List.copyOf(networks));
  }

  /**
   * Whether a sender may post.
   *
   * @param address as the container tells it; what is no address may not
   */
  boolean allow(String address) {
    if ((allowed.isEmpty() && lists.isEmpty()) || published.size() < lists.size()) {
      return true;
    }
    try {
      var sender = InetAddress.ofLiteral(address);
      return networks().anyMatch(network -> network.contains(sender));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private Stream<Network> networks() {
    return Stream.concat(allowed.stream(), published.values().stream().flatMap(List::stream));
  }
}
