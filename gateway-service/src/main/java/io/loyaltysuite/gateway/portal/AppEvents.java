package io.loyaltysuite.gateway.portal;

/** The way in for application events: durable first, believed only after verification. */
public interface AppEvents {

  /**
   * Stores the event before it returns; what the event claims takes effect later, in the portal's
   * lane. Never throws.
   */
  Receipt accept(AppEvent event);

  /** What the sender is told. */
  enum Receipt {
    /** Stored, or already known: answer 200. */
    STORED,
    /** Nobody proved to be the portal: answer 403. The refusal is audited here. */
    REFUSED,
    /** Not stored: answer 503. */
    UNAVAILABLE
  }
}
