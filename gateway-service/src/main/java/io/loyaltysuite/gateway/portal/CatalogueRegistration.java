package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.activity.Activities;
import io.loyaltysuite.gateway.activity.Activity;
import io.loyaltysuite.gateway.activity.Registration;
import io.loyaltysuite.gateway.config.GatewayProperties;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes a portal know every activity of the catalogue as it is today; doing it twice changes
 * nothing.
 */
@Component
class CatalogueRegistration {
  private static final String WEBHOOK = "/b24/webhook";
  private static final String ALREADY_INSTALLED = "error_activity_already_installed";

  private final PortalCalls calls;
  private final GatewayProperties gateway;

  CatalogueRegistration(PortalCalls calls, GatewayProperties gateway) {
    this.calls = calls;
    this.gateway = gateway;
  }

  /**
   * Lists, adds what is missing, updates the rest. The answer is the first that failed, or the
   * last.
   */
  PortalAnswer register(Turn turn, Access access) throws InterruptedException {
    var listed = calls.call(turn, "bizproc.activity.list", Map.of());
    if (!(listed instanceof Done(var codes))) {
      return listed;
    }
    var installed = texts(codes);
    PortalAnswer last = listed;
    for (Activity activity : Activities.ALL) {
      last = register(turn, access, activity, installed.contains(activity.code()));
      if (!(last instanceof Done)) {
        return last;
      }
    }
    return last;
  }

  private PortalAnswer register(Turn turn, Access access, Activity activity, boolean installed)
      throws InterruptedException {
    var parameters =
        Registration.parameters(activity, handler(), userId(access), access.language());
    turn.admit(1, calls.timeLimit());
    if (installed) {
      return calls.call(turn, "bizproc.activity.update", update(parameters));
    }
    var added = calls.call(turn, "bizproc.activity.add", parameters);
    if (!added.wire().error().equals(ALREADY_INSTALLED)) {
      return added;
    }
    turn.admit(1, calls.timeLimit());
    return calls.call(turn, "bizproc.activity.update", update(parameters));
  }

  private static Map<String, Object> update(Map<String, Object> parameters) {
    var fields = new LinkedHashMap<>(parameters);
    var code = fields.remove("CODE");
    return Map.of("CODE", String.valueOf(code), "FIELDS", fields);
  }

  private URI handler() {
    return URI.create(gateway.publicUrl() + WEBHOOK);
  }

  /** Calls run as the installing administrator; a portal without one calls without tokens. */
  private static long userId(Access access) {
    return access.userId().matches("\\d{1,18}") ? Long.parseLong(access.userId()) : 0;
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(node -> texts.add(node.asString("")));
    return texts;
  }
}
