package io.loyaltysuite.simulator.portal;

import io.loyaltysuite.simulator.php.Php;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An activity or robot as an application registered it (protocol 7.2); immutable. */
public final class ActivityDefinition {

  private final String clientId;
  private final boolean robot;
  private final Map<String, Object> fields;
  private final int authUserId;
  private final List<PropertyDefinition> properties;
  private final List<PropertyDefinition> returnProperties;

  /**
   * An activity from its registered fields.
   *
   * @param clientId application that registered it
   * @param robot whether it came through {@code bizproc.robot.add}
   * @param fields registered fields, keys in upper case except the names of properties and options
   */
  public ActivityDefinition(String clientId, boolean robot, Map<String, Object> fields) {
    this.clientId = clientId;
    this.robot = robot;
    this.fields = Map.copyOf(fields);
    String user = Php.text(fields.get("AUTH_USER_ID"));
    this.authUserId = user.matches("\\d{1,9}") ? Integer.parseInt(user) : 0;
    this.properties = definitions(fields.get("PROPERTIES"));
    this.returnProperties = definitions(fields.get("RETURN_PROPERTIES"));
  }

  private static List<PropertyDefinition> definitions(@Nullable Object field) {
    return Php.array(field).orElse(Map.of()).entrySet().stream()
        .map(entry -> PropertyDefinition.of(entry.getKey(), Php.toArray(entry.getValue())))
        .toList();
  }

  /** Application that registered it. */
  public String clientId() {
    return clientId;
  }

  /** Whether it is a robot. */
  public boolean robot() {
    return robot;
  }

  /** The code, letter case kept. */
  public String code() {
    return Php.text(fields.get("CODE"));
  }

  /** Where the webhook goes. */
  public String handler() {
    return Php.text(fields.get("HANDLER"));
  }

  /** User the step runs as when its settings name nobody; 0 is nobody. */
  public int authUserId() {
    return authUserId;
  }

  /** {@code Y}, {@code N} or empty, as registered. */
  public String useSubscription() {
    return Php.text(fields.get("USE_SUBSCRIPTION"));
  }

  /** The registered fields. */
  public Map<String, Object> fields() {
    return fields;
  }

  /** The declared inputs in their order. */
  public List<PropertyDefinition> properties() {
    return properties;
  }

  /** The declared outputs in their order. */
  public List<PropertyDefinition> returnProperties() {
    return returnProperties;
  }

  /** The same activity with the given fields replaced. */
  public ActivityDefinition with(Map<String, Object> changes) {
    var merged = new LinkedHashMap<>(fields);
    merged.putAll(changes);
    return new ActivityDefinition(clientId, robot, merged);
  }
}
