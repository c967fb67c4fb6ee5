package io.loyaltysuite.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a workflow needs to come to rest after an answer. Pure. The portal takes the replies of
 * a request after it answered it, one after another, each with all that follows it in its workflow.
 *
 * @param gap what the last continuation may take
 * @param allowance what each one before it takes
 */
record Pace(Duration gap, Duration allowance) {

  /** Rest after a whole request of so many replies. */
  Duration rest(int replies) {
    return gap.plus(allowance.multipliedBy(replies));
  }

  /** When each workflow of a request that was answered at this instant has come to rest. */
  Map<String, Instant> restsAt(List<Due> request, Instant answered) {
    var rests = new HashMap<String, Instant>();
    for (int i = 0; i < request.size(); i++) {
      rests.put(request.get(i).delivery().key().workflowId(), answered.plus(rest(i + 1)));
    }
    return rests;
  }
}
