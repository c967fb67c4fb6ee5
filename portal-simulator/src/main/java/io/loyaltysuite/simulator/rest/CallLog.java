package io.loyaltysuite.simulator.rest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest REST calls of a portal and counters of all of them. Thread-safe. */
public final class CallLog {

  private final int kept;
  private final Deque<RestCall> latest = new ArrayDeque<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private long arrived;
  private long calls;
  private long tokensInUrl;
  private long afterUninstall;
  private long notJson;

  /** A log that remembers so many calls. */
  public CallLog(int kept) {
    this.kept = kept;
  }

  synchronized void arrive() {
    arrived++;
  }

  synchronized void add(RestCall call) {
    if (latest.size() == kept) {
      latest.removeFirst();
    }
    latest.add(call);
    calls++;
    tokensInUrl += call.tokenInUrl() ? 1 : 0;
    afterUninstall += call.afterUninstall() ? 1 : 0;
    notJson += call.contentType().equals("application/json") ? 0 : 1;
    if (!call.error().isEmpty()) {
      errors.merge(call.error(), 1L, Long::sum);
    }
  }

  /** The latest calls, oldest first. */
  public synchronized List<RestCall> latest() {
    return List.copyOf(latest);
  }

  /** Requests that have come in, also those that are still being worked on. */
  public synchronized long arrived() {
    return arrived;
  }

  /** All calls that were worked on. */
  public synchronized long calls() {
    return calls;
  }

  /** Calls that ended with this error. */
  public synchronized long errors(String error) {
    return errors.getOrDefault(error, 0L);
  }

  /** Calls by error. */
  public synchronized Map<String, Long> errors() {
    return Map.copyOf(errors);
  }

  /** Calls with a token in the URL. */
  public synchronized long tokensInUrl() {
    return tokensInUrl;
  }

  /** Calls of applications that knew they were uninstalled. */
  public synchronized long afterUninstall() {
    return afterUninstall;
  }

  /** Calls whose body was not JSON. */
  public synchronized long notJson() {
    return notJson;
  }
}
