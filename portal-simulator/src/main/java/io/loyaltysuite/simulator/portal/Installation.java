package io.loyaltysuite.simulator.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One application installed on one portal, with the activities it registered there. Thread-safe.
 */
public final class Installation {

  private final Application application;
  private final String applicationToken;
  private final int installerId;
  private final Map<String, ActivityDefinition> activities = new LinkedHashMap<>();

  Installation(Application application, String applicationToken, int installerId) {
    this.application = application;
    this.applicationToken = applicationToken;
    this.installerId = installerId;
  }

  /** The application in the installed version. */
  public Application application() {
    return application;
  }

  /** The secret that makes webhooks credible. */
  public String applicationToken() {
    return applicationToken;
  }

  /** Administrator who installed the application. */
  public int installerId() {
    return installerId;
  }

  /** The activity or robot of this code; both kinds share one code space (protocol 7.1). */
  public synchronized Optional<ActivityDefinition> activity(String code) {
    return Optional.ofNullable(activities.get(code));
  }

  /** All activities and robots in the order of their registration. */
  public synchronized List<ActivityDefinition> activities() {
    return List.copyOf(activities.values());
  }

  /** Adds the activity; false when its code is taken. */
  public synchronized boolean add(ActivityDefinition activity) {
    return activities.putIfAbsent(activity.code(), activity) == null;
  }

  /** Replaces the activity of this code. */
  public synchronized void replace(ActivityDefinition activity) {
    activities.put(activity.code(), activity);
  }

  /** Removes the activity of this code. */
  public synchronized void remove(String code) {
    activities.remove(code);
  }
}
