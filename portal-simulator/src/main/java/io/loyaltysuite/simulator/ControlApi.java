package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.http.Request;

/** The HTTP control API under {@code /sim/}: drives a simulator that runs in another process. */
final class ControlApi {

  private final PortalSimulator simulator;

  ControlApi(PortalSimulator simulator) {
    this.simulator = simulator;
  }

  Answer answer(Request request) {
    return Answer.json(200, simulator.portals().stream().map(Portal::name).toList());
  }
}
