package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.EventToken;
import io.loyaltysuite.simulator.portal.PropertyDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a workflow asks of its portal.
 *
 * @param activities registered activities by code
 * @param signer text of a signed event token
 * @param eventIds new event ids
 * @param dates the portal's dates
 * @param sends gets the evidence of every reply
 * @param endings gets every workflow that ended
 */
record Surroundings(
    Function<String, Optional<ActivityDefinition>> activities,
    Function<EventToken, String> signer,
    Supplier<String> eventIds,
    SiteDates dates,
    Consumer<Send> sends,
    Consumer<Workflow> endings) {

  Optional<ActivityDefinition> activity(String code) {
    return activities.apply(code);
  }

  /** Return properties at this moment: none when the activity was removed meanwhile. */
  List<PropertyDefinition> returnProperties(String code) {
    return activity(code).map(ActivityDefinition::returnProperties).orElse(List.of());
  }

  String sign(EventToken token) {
    return signer.apply(token);
  }

  String eventId() {
    return eventIds.get();
  }

  void record(Send send) {
    sends.accept(send);
  }

  void ended(Workflow workflow) {
    endings.accept(workflow);
  }
}
