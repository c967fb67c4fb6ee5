package io.loyaltysuite.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that follow from what they name, so that a repeat has the same id (UUIDv5, RFC 9562). */
public final class Ids {

  /** The suite's own namespace: UUIDv5 of the DNS namespace and {@code loyaltysuite.io}. */
  static final UUID NAMESPACE =
      derived(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "loyaltysuite.io");

  private Ids() {}

  /** The same call of the same portal is the same command, however often it arrives. */
  public static UUID commandId(String memberId, String eventToken) {
    return derived(derived(NAMESPACE, memberId), eventToken);
  }

  /** A command has one result. */
  public static UUID resultId(UUID commandId) {
    return derived(commandId, "result");
  }

  /** UUIDv5 of a name within a parent. */
  public static UUID derived(UUID parent, String name) {
    var parentBytes =
        ByteBuffer.allocate(16)
            .putLong(parent.getMostSignificantBits())
            .putLong(parent.getLeastSignificantBits())
            .array();
    var sha1 = digest("SHA-1");
    sha1.update(parentBytes);
    var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** SHA-256 of the text's UTF-8, lower-case hex. */
  public static String sha256(String text) {
    var hash = digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    }
  }
}
