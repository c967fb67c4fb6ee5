package io.loyaltysuite.simulator.portal;

import java.net.URI;
import java.util.Set;

/**
 * An application of the catalogue: what the vendor's card of it says (protocol 6.1).
 *
 * @param clientId public id, one for all portals
 * @param clientSecret what the OAuth server asks for
 * @param name shown in logs
 * @param handler address that gets the application's events
 * @param scopes rights the application asks for
 * @param version version of the application, greater than zero
 * @param status L local, F free, D demo, T trial, P paid, S subscription
 */
public record Application(
    String clientId,
    String clientSecret,
    String name,
    URI handler,
    Set<String> scopes,
    int version,
    String status) {

  /** A local application with the rights a loyalty application needs. */
  public static Application local(String clientId, String clientSecret, URI handler) {
    return new Application(
        clientId, clientSecret, clientId, handler, Set.of("bizproc", "crm", "user_brief"), 1, "L");
  }

  /** The same application in another version. */
  public Application withVersion(int newVersion) {
    return new Application(clientId, clientSecret, name, handler, scopes, newVersion, status);
  }

  /** The same application with other rights. */
  public Application withScopes(Set<String> newScopes) {
    return new Application(
        clientId, clientSecret, name, handler, Set.copyOf(newScopes), version, status);
  }

  /** Number of the application, part of its tokens; the same after a restart. */
  public int number() {
    return clientId.hashCode();
  }

  /** The rights as they travel: a sorted comma list. */
  public String scopeText() {
    return String.join(",", scopes.stream().sorted().toList());
  }
}
