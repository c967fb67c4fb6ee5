package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.http.Request;
import io.loyaltysuite.simulator.php.Php;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Disturbances that wait for a certain method, alone or within a batch. Thread-safe. */
final class Ambushes {

  private record Ambush(String method, Disturbance disturbance, AtomicInteger left) {}

  private final List<Ambush> waiting = new CopyOnWriteArrayList<>();

  void lay(String method, Disturbance disturbance, int times) {
    waiting.add(new Ambush(method.toLowerCase(Locale.ROOT), disturbance, new AtomicInteger(times)));
  }

  /** What befalls this request; every ambush is over after its number of requests. */
  Optional<Disturbance> strike(Request request, String method) {
    for (Ambush ambush : waiting) {
      if (calls(request, method, ambush.method()) && ambush.left().getAndDecrement() > 0) {
        return Optional.of(ambush.disturbance());
      }
    }
    return Optional.empty();
  }

  private static boolean calls(Request request, String method, String wanted) {
    return method.equalsIgnoreCase(wanted)
        || Php.array(Php.upperKeys(request.parameters()).get("CMD")).stream()
            .flatMap(commands -> commands.values().stream())
            .map(command -> Php.text(command).toLowerCase(Locale.ROOT))
            .anyMatch(command -> command.split("\\?", 2)[0].equals(wanted));
  }
}
