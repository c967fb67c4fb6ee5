package io.loyaltysuite.simulator.webhook;

import io.loyaltysuite.simulator.webhook.SentWebhook.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The latest webhooks of a portal and counters of all of them. Thread-safe. */
public final class WebhookLog {

  private final int kept;
  private final Deque<SentWebhook> latest = new ArrayDeque<>();
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private long slowestMillis;

  WebhookLog(int kept) {
    this.kept = kept;
  }

  synchronized void add(SentWebhook webhook) {
    if (latest.size() == kept) {
      latest.removeFirst();
    }
    latest.add(webhook);
    counts.merge(webhook.outcome(), 1L, Long::sum);
    slowestMillis = Math.max(slowestMillis, webhook.millis());
  }

  /** The latest webhooks and events, oldest first. */
  public synchronized List<SentWebhook> latest() {
    return List.copyOf(latest);
  }

  /** How many ended so. */
  public synchronized long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** The longest time a handler took to answer. */
  public synchronized long slowestMillis() {
    return slowestMillis;
  }
}
