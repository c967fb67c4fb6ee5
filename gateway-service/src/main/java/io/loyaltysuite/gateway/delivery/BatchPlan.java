package io.loyaltysuite.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Which of the due replies go into the next request. Pure. Replies of one workflow share a request
 * or keep a distance, since an answer that meets its workflow running is lost.
 *
 * @param send replies of the next request, in order; empty when all have to wait
 * @param later due replies that have to wait for their workflow, and until when
 */
record BatchPlan(List<Due> send, SequencedMap<Due, Instant> later) {

  /**
   * What one request may hold.
   *
   * @param workflowGap distance to the last request that answered the same workflow
   */
  record Limits(int maxCalls, long maxSize, Duration workflowGap) {}

  static BatchPlan of(List<Due> due, Limits limits, Instant now) {
    var send = new ArrayList<Due>();
    var later = new LinkedHashMap<Due, Instant>();
    long size = 0;
    for (Due reply : due) {
      var free = reply.workflowFreeAt(limits.workflowGap());
      if (free.isAfter(now)) {
        later.put(reply, free);
      } else if (reply.alone() && send.isEmpty()) {
        return new BatchPlan(List.of(reply), later);
      } else if (!reply.alone() && fits(send, size + reply.size(), limits)) {
        send.add(reply);
        size += reply.size();
      }
    }
    return new BatchPlan(send, later);
  }

  private static boolean fits(List<Due> send, long size, Limits limits) {
    return send.isEmpty() || (send.size() < limits.maxCalls() && size <= limits.maxSize());
  }
}
