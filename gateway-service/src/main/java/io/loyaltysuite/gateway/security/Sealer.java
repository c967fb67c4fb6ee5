package io.loyaltysuite.gateway.security;

import io.loyaltysuite.gateway.config.KeyProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Keeps secrets unreadable outside the gateway: AES-256-GCM under named keys. What is sealed in one
 * context cannot be opened in another, so a secret cannot be moved to a foreign portal.
 *
 * <p>Sealed text is {@code keyId.base64url(iv, ciphertext, tag)}.
 */
@Component
public final class Sealer {
  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;

  private final String current;
  private final Map<String, SecretKey> keys;
  private final SealingNonces nonces = new SealingNonces(new SecureRandom());

  /** Ciphers at rest: finding one in the JDK takes longer than using it. */
  private final Queue<Cipher> ciphers = new ConcurrentLinkedQueue<>();

  public Sealer(KeyProperties properties) {
    this.current = properties.current();
    this.keys =
        properties.secrets().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> key(e.getKey(), e.getValue())));
    key(current);
  }

  /**
   * Seals under the current key. Sealing the same text twice gives different results.
   *
   * @param context what the secret belongs to, such as the portal's member_id
   */
  public String seal(String secret, String context) {
    var iv = nonces.next();
    try {
      var text = secret.getBytes(StandardCharsets.UTF_8);
      var sealed = crypt(Cipher.ENCRYPT_MODE, key(current), iv, context, text, 0);
      var all = ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array();
      return current + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal with key " + current, e);
    }
  }

  /**
   * Opens what {@link #seal} made in the same context.
   *
   * @throws IllegalArgumentException when it is not ours, was changed, belongs to another context
   *     or its key is gone; the message never contains the text
   */
  public String open(String sealed, String context) {
    int dot = sealed.indexOf('.');
    var keyId = dot < 0 ? "" : sealed.substring(0, dot);
    try {
      var all = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      var iv = Arrays.copyOf(all, SealingNonces.BYTES);
      var text = crypt(Cipher.DECRYPT_MODE, key(keyId), iv, context, all, iv.length);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("cannot open what key '" + keyId + "' sealed", e);
    }
  }

  /** Ids of the keys that open, but do not seal any more. */
  Set<String> olderKeys() {
    return keys.keySet().stream().filter(id -> !id.equals(current)).collect(Collectors.toSet());
  }

  Set<String> knownKeys() {
    return keys.keySet();
  }

  private SecretKey key(String id) {
    var key = keys.get(id);
    if (key == null) {
      throw new IllegalArgumentException("gateway.keys.secrets has no key '" + id + "'");
    }
    return key;
  }

  private static SecretKey key(String id, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("gateway.keys.secrets." + id + ": not Base64", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "gateway.keys.secrets.%s: %d bytes (expected: %d)"
              .formatted(id, bytes.length, KEY_BYTES));
    }
    return new SecretKeySpec(bytes, "AES");
  }

  private byte[] crypt(int mode, SecretKey key, byte[] nonce, String context, byte[] text, int from)
      throws GeneralSecurityException {
    var idle = ciphers.poll();
    var cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    var result = cipher.doFinal(text, from, text.length - from);
    // One that failed is not used again.
    ciphers.add(cipher);
    return result;
  }
}
