package io.loyaltysuite.gateway.delivery;

import java.time.Instant;
import java.util.Locale;

/** What becomes of a reply after an attempt. */
sealed interface DeliveryOutcome {

  /** What a retry waits for. */
  enum Scope {
    CALL,
    METHOD,
    PORTAL;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The portal took it. Whether the step applied it is another question. */
  record Sent(String note) implements DeliveryOutcome {}

  /** Tried again at a named instant. */
  record Retry(Scope scope, Instant notBefore, String reason) implements DeliveryOutcome {}

  /** Given up; a person may send it again. */
  record Abandoned(String reason) implements DeliveryOutcome {}
}
