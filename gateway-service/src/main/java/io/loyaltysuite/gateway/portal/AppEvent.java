package io.loyaltysuite.gateway.portal;

import java.time.Instant;
import java.util.Map;

/**
 * An application event as it was posted, believed in nothing.
 *
 * @param name value of {@code event}, such as {@code ONAPPINSTALL}
 * @param data leaves of {@code data[...]}
 * @param auth leaves of {@code auth[...]}; secrets, so never logged
 * @param bodyHash SHA-256 of the body, lower-case hex: the same body is the same event
 */
public record AppEvent(
    String name,
    Map<String, String> data,
    Map<String, String> auth,
    String bodyHash,
    Instant receivedAt) {

  public AppEvent {
    data = Map.copyOf(data);
    auth = Map.copyOf(auth);
  }

  /** The portal the sender claims to be; empty when it does not say. */
  public String memberId() {
    return auth.getOrDefault("member_id", "");
  }

  @Override
  public String toString() {
    return "AppEvent[" + name + " of " + memberId() + "]";
  }
}
