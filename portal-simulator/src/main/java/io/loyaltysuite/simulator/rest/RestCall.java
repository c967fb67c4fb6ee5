package io.loyaltysuite.simulator.rest;

import java.time.Instant;

/**
 * Evidence of one HTTP request to the portal.
 *
 * @param at when it came
 * @param method REST method
 * @param commands commands in the batch, 1 outside one
 * @param status HTTP status of the answer
 * @param error code of the answer's error, empty when it worked
 * @param source address it came from
 * @param contentType media type of its body
 * @param tokenInUrl whether a token stood in its URL
 * @param afterUninstall whether its application knew by then that it was uninstalled
 */
public record RestCall(
    Instant at,
    String method,
    int commands,
    int status,
    String error,
    String source,
    String contentType,
    boolean tokenInUrl,
    boolean afterUninstall) {}
