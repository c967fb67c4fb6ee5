package io.loyaltysuite.journal.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A password or token kept as its hash; comparing takes the same time whatever is offered. */
final class Secret {

  private final byte[] hash;

  Secret(String text) {
    this.hash = hash(text);
  }

  boolean is(String offered) {
    return MessageDigest.isEqual(hash, hash(offered));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
