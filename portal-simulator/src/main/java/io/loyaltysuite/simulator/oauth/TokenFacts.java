package io.loyaltysuite.simulator.oauth;

import java.time.Instant;

/**
 * What a token says.
 *
 * @param expires end of its life
 * @param application number of the application
 * @param portal number of the portal
 * @param user id of its user
 * @param generation tokens of an older generation than the portal's are dead
 */
public record TokenFacts(Instant expires, int application, int portal, int user, int generation) {}
