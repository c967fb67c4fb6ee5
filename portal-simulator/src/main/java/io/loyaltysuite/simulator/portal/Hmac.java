package io.loyaltysuite.simulator.portal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 with one key. Thread-safe; looking the algorithm up once makes it several times
 * cheaper.
 */
public final class Hmac {

  private final Mac prototype;

  private Hmac(Mac prototype) {
    this.prototype = prototype;
  }

  /** With a key made of the text's octets. */
  public static Hmac of(String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return new Hmac(mac);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Signature of the parts one after another. */
  public byte[] sign(byte[]... parts) {
    try {
      Mac mac = (Mac) prototype.clone();
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
