package io.loyaltysuite.loyalty.login;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is kept in place of a secret. */
final class Sha256 {

  private Sha256() {}

  static byte[] of(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
