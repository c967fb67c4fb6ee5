package io.loyaltysuite.gateway.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What remains of an application_token in memory: enough to recognise it, not enough to tell it.
 *
 * @param until instant from which the token proves nothing any more
 */
record TokenProof(String hash, Instant until) {

  static TokenProof of(String applicationToken, Instant until) {
    return new TokenProof(hash(applicationToken), until);
  }

  /** Takes the same time for every candidate of one length. */
  boolean accepts(String candidate, Instant now) {
    boolean same = MessageDigest.isEqual(bytes(hash), bytes(hash(candidate)));
    return same && now.isBefore(until);
  }

  private static String hash(String token) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(token)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
