package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.schemas.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Posts webhooks at a steady rate. A workflow posts its next one after the 200 to the one before,
 * to the same instance; when it gets no 200 it ends, and another begins at the next instance.
 */
final class WebhookLoad implements AutoCloseable {
  private static final String ACTIVITY = "loyalty_card_get";
  private static final int WORKERS = 100;

  /** A webhook that was answered 200, the n-th of its workflow. */
  record Answered(String commandId, String workflow, int n, long millis) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<Integer> ports;
  private final List<String> members;
  private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();
  private final AtomicInteger workflows = new AtomicInteger();

  private WebhookLoad(List<Integer> ports, List<String> members) {
    this.ports = ports;
    this.members = members;
  }

  /** Begins at once. */
  static WebhookLoad begin(List<Integer> ports, List<String> members, int perSecond) {
    var load = new WebhookLoad(ports, members);
    long interval = TimeUnit.SECONDS.toMicros(1) * WORKERS / perSecond;
    for (int i = 0; i < WORKERS; i++) {
      var worker = load.new Worker(i);
      var _ =
          load.clock.scheduleAtFixedRate(
              worker::tick, interval * i / WORKERS, interval, TimeUnit.MICROSECONDS);
    }
    return load;
  }

  /** Stops and waits for the last answers; twice is fine. */
  void stop() {
    clock.close();
    http.close();
  }

  @Override
  public void close() {
    stop();
  }

  /** Webhooks answered 200. */
  List<Answered> answered() {
    return List.copyOf(answered);
  }

  /** How many got another answer, or none, by status or by the failure. */
  Map<String, Integer> refused() {
    var counts = new LinkedHashMap<String, Integer>();
    refused.forEach((why, count) -> counts.put(why, count.get()));
    return counts;
  }

  /** Does what one workflow after the other does. */
  private final class Worker {
    private final String member;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private int instance;
    private String workflow;
    private int next;

    Worker(int number) {
      member = members.get(number % members.size());
      instance = number % ports.size();
      workflow = begun();
    }

    private String begun() {
      return "w" + workflows.incrementAndGet();
    }

    void tick() {
      if (waiting.compareAndSet(false, true)) {
        long started = System.nanoTime();
        var _ =
            http.sendAsync(request(), BodyHandlers.discarding())
                .handle(
                    (answer, failure) -> {
                      note(answer, failure, started);
                      waiting.set(false);
                      return answer;
                    });
      }
    }

    private synchronized HttpRequest request() {
      return HttpRequest.newBuilder(
              URI.create("http://127.0.0.1:" + ports.get(instance) + "/b24/webhook"))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .timeout(Duration.ofSeconds(10))
          .POST(BodyPublishers.ofString(Bodies.call(member, workflow, ACTIVITY, inputs())))
          .build();
    }

    private Map<String, String> inputs() {
      return Map.of("card_number", Integer.toString(next));
    }

    private synchronized void note(
        @Nullable HttpResponse<Void> answer, @Nullable Throwable failure, long started) {
      if (answer != null && answer.statusCode() == 200) {
        var token = Bodies.token(workflow, ACTIVITY, inputs());
        var id = Ids.commandId(member, token).toString();
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        answered.add(new Answered(id, workflow, next, millis));
        next++;
        return;
      }
      var why = answer == null ? String.valueOf(failure) : "HTTP " + answer.statusCode();
      refused.computeIfAbsent(why, _ -> new AtomicInteger()).incrementAndGet();
      instance = (instance + 1) % ports.size();
      workflow = begun();
      next = 0;
    }
  }

  /** Portals for a load. */
  static List<String> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "%032x".formatted(0xabcdef0000L + i)).toList();
  }
}
