package io.loyaltysuite.simulator.workflow;

import java.util.List;

/** One element of a business process. */
public sealed interface Node permits Step, Node.Parallel, Node.Loop, Node.Fail {

  /**
   * Branches that start together; the process goes on when all have ended.
   *
   * @param branches contents of the branches
   */
  record Parallel(List<List<Node>> branches) implements Node {}

  /**
   * A body that runs several times; every pass gives its steps new event ids.
   *
   * @param times number of passes
   * @param body content of the loop
   */
  record Loop(int times, List<Node> body) implements Node {}

  /**
   * A step of the portal's own that fails: the workflow is terminated.
   *
   * @param text the fault
   */
  record Fail(String text) implements Node {}
}
