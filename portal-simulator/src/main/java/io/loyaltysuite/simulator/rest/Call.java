package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.workflow.Engine;
import java.time.Instant;
import java.util.Map;

/**
 * One call of one method, alone or inside a batch.
 *
 * @param hit request it belongs to
 * @param portal portal that is called
 * @param engine its workflows
 * @param session who calls
 * @param parameters parameters with top-level keys in upper case
 * @param now when
 */
record Call(
    Hit hit,
    PortalState portal,
    Engine engine,
    Session session,
    Map<String, Object> parameters,
    Instant now) {

  Object parameter(String name) {
    return parameters.getOrDefault(name, Php.NULL);
  }

  String text(String name) {
    return Php.text(parameters.get(name));
  }
}
