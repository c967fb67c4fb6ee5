package io.loyaltysuite.simulator.oauth;

import io.loyaltysuite.simulator.portal.Hmac;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tokens of 70 hex digits that carry everything the server must know, so none is stored (protocol
 * 1.7, 9.6): expiry (4 octets, little-endian), application, portal, user (4 each), generation (3),
 * nonce (4), signature (12).
 */
public final class Tokens {

  private static final int CONTENT = 23;
  private static final int LENGTH = 35;

  private final Hmac key;

  /** The two kinds; one is never taken for the other. */
  public enum Kind {
    /** For REST calls. */
    ACCESS,
    /** For the token endpoint. */
    REFRESH
  }

  /** Tokens signed with a key made from the secret. */
  public Tokens(String secret) {
    this.key = Hmac.of(secret);
  }

  /** A new token, different from every other. */
  public String issue(Kind kind, TokenFacts facts) {
    ByteBuffer token = ByteBuffer.allocate(LENGTH);
    token
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) facts.expires().getEpochSecond())
        .order(ByteOrder.BIG_ENDIAN);
    token.putInt(facts.application()).putInt(facts.portal()).putInt(facts.user());
    token
        .put((byte) (facts.generation() >> 16))
        .put((byte) (facts.generation() >> 8))
        .put((byte) facts.generation());
    token.putInt(ThreadLocalRandom.current().nextInt());
    token.put(signature(kind, token.array()), 0, LENGTH - CONTENT);
    return HexFormat.of().formatHex(token.array());
  }

  /** What the token says; empty for a forged one and for the other kind. */
  public Optional<TokenFacts> read(Kind kind, String text) {
    if (text.length() != 2 * LENGTH || !text.matches("[0-9a-f]+")) {
      return Optional.empty();
    }
    byte[] octets = HexFormat.of().parseHex(text);
    byte[] expected = new byte[LENGTH - CONTENT];
    System.arraycopy(signature(kind, octets), 0, expected, 0, expected.length);
    byte[] found = new byte[LENGTH - CONTENT];
    System.arraycopy(octets, CONTENT, found, 0, found.length);
    if (!MessageDigest.isEqual(expected, found)) {
      return Optional.empty();
    }
    ByteBuffer token = ByteBuffer.wrap(octets);
    long expires = Integer.toUnsignedLong(token.order(ByteOrder.LITTLE_ENDIAN).getInt());
    token.order(ByteOrder.BIG_ENDIAN);
    int application = token.getInt();
    int portal = token.getInt();
    int user = token.getInt();
    int generation = (token.get() & 0xFF) << 16 | (token.get() & 0xFF) << 8 | (token.get() & 0xFF);
    return Optional.of(
        new TokenFacts(Instant.ofEpochSecond(expires), application, portal, user, generation));
  }

  private byte[] signature(Kind kind, byte[] token) {
    return key.sign(kind.name().getBytes(StandardCharsets.UTF_8), Arrays.copyOf(token, CONTENT));
  }
}
