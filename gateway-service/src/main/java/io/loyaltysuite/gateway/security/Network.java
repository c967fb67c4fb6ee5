package io.loyaltysuite.gateway.security;

import java.net.InetAddress;
import java.util.List;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}. */
public final class Network {
  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /** A lone address is the network of itself. */
  public static Network of(String cidr) {
    var parts = List.of(cidr.strip().split("/", 2));
    try {
      var address = InetAddress.ofLiteral(parts.getFirst()).getAddress();
      int full = address.length * Byte.SIZE;
      int bits = parts.size() == 1 ? full : Integer.parseInt(parts.get(1));
      if (bits < 0 || bits > full) {
        throw new IllegalArgumentException("prefix: " + bits + " (expected: 0 to " + full + ")");
      }
      return new Network(address, bits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("network: " + cidr + " (expected: like 10.0.0.0/8)", e);
    }
  }

  public boolean contains(InetAddress candidate) {
    var address = candidate.getAddress();
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((address[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
