package io.loyaltysuite.standalone;

import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.workflow.StepView;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the portals saw of each call. */
record PortalEvidence(List<Portal> portals) {

  private static final int OK = 200;

  /** Command ids of every call that was answered 200. */
  Set<UUID> answered() {
    return calls().map(Call::commandId).collect(Collectors.toSet());
  }

  /** Answered calls without exactly one applied reply. */
  long waiting() {
    return calls().filter(call -> call.step().applied() != 1).count();
  }

  void check(Objections broken) {
    broken.add(
        "every call answered 200 gets exactly one applied reply",
        calls()
            .filter(call -> call.step().applied() != 1)
            .map(
                call ->
                    "%s of %s: %d"
                        .formatted(call.commandId(), call.portal(), call.step().applied()))
            .toList());
  }

  private Stream<Call> calls() {
    return portals.stream()
        .flatMap(
            portal ->
                portal.workflows().stream()
                    .flatMap(workflow -> workflow.steps().stream())
                    .filter(PortalEvidence::isAnswered)
                    .map(step -> new Call(portal.name(), portal.memberId(), step)));
  }

  private static boolean isAnswered(StepView step) {
    return step.webhooks().stream().anyMatch(note -> note.status() == OK);
  }

  private record Call(String portal, String memberId, StepView step) {

    UUID commandId() {
      return Ids.commandId(memberId, step.eventToken());
    }
  }
}
