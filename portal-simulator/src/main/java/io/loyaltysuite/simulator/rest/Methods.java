package io.loyaltysuite.simulator.rest;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of methods, {@code batch} aside. */
final class Methods {

  private final Map<String, Method> byName = new HashMap<>();

  Methods() {
    Stream.of(
            ReplyMethods.all(),
            ActivityMethods.all(false),
            ActivityMethods.all(true),
            WorkflowMethods.all(),
            DealMethods.all(),
            CommonMethods.all(this::exists))
        .flatMap(Collection::stream)
        .forEach(method -> byName.put(method.name(), method));
  }

  /** The method of this name in any letter case. */
  Optional<Method> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  boolean exists(String name) {
    return name.equalsIgnoreCase("batch") || find(name).isPresent();
  }

  List<String> names() {
    return byName.keySet().stream().sorted().toList();
  }
}
