package io.loyaltysuite.loyalty.ledger;

import java.util.Optional;

/**
 * What is known of a submission that came over REST.
 *
 * @param requestId what the caller knows the request by; its result is correlated with it
 * @param key present when the caller may repeat the request
 */
public record RestCall(String requestId, Optional<IdempotencyKey> key) {

  /**
   * A caller's protection from repeats (spec 4.5): the key within its role, and what was asked for
   * with it.
   *
   * @param key opaque, 1 to 255 printable ASCII characters
   * @param fingerprint the same for the same method, path and body
   */
  public record IdempotencyKey(String role, String key, String fingerprint) {}
}
