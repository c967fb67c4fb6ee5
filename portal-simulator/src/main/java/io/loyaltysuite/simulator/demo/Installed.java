package io.loyaltysuite.simulator.demo;

import java.net.URI;

/**
 * The suite that the demo works with.
 *
 * @param webhook handler of the application
 * @param clientId id of the application
 * @param clientSecret key of the application
 * @param journal where the demo reaches the journal
 * @param journalLink where people reach the journal, without a trailing slash
 * @param serviceToken what services show each other
 */
public record Installed(
    URI webhook,
    String clientId,
    String clientSecret,
    URI journal,
    String journalLink,
    String serviceToken) {

  /** Leaves secrets out, so that a logged value is harmless. */
  @Override
  public String toString() {
    return "Installed[webhook=%s, clientId=%s, journal=%s]".formatted(webhook, clientId, journal);
  }
}
