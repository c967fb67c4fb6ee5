package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.portal.EventToken;
import java.util.Map;

/**
 * A reply of an application, its token verified.
 *
 * @param token address of the step's execution
 * @param values RETURN_VALUES in PHP's normal form
 * @param logMessage text for the workflow's log; empty when none came
 */
public record Reply(EventToken token, Map<String, Object> values, String logMessage) {}
