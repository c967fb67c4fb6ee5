package io.loyaltysuite.gateway.portal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * An application event as it was posted, believed in nothing.
 *
 * @param name value of {@code event}, such as {@code ONAPPINSTALL}
 * @param data leaves of {@code data[...]}
 * @param auth leaves of {@code auth[...]}; secrets, so never logged
 * @param bodyHash SHA-256 of the body, lower-case hex: the same body is the same event
 * @param sentAt by the portal's clock; a page does not say when it was opened
 */
public record AppEvent(
    String name,
    Map<String, String> data,
    Map<String, String> auth,
    String bodyHash,
    Optional<Instant> sentAt,
    Instant receivedAt) {

  public AppEvent {
    data = Map.copyOf(data);
    auth = Map.copyOf(auth);
  }

  /** The portal the sender claims to be; empty when it does not say. */
  public String memberId() {
    return auth.getOrDefault("member_id", "");
  }

  /**
   * When it happened, as far as anybody can tell, in whole seconds as portals tell it; a clock that
   * is ahead is not believed.
   */
  Instant happenedAt() {
    return sentAt.filter(receivedAt::isAfter).orElse(receivedAt).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public String toString() {
    return "AppEvent[" + name + " of " + memberId() + "]";
  }
}
