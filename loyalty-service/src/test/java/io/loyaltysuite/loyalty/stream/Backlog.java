package io.loyaltysuite.loyalty.stream;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Commands that wait for their results, moment by moment, as the two topics tell. */
final class Backlog {

  private Backlog() {}

  /**
   * @param step one more command, or one less
   */
  private record Moment(long millis, int step) {}

  /**
   * The longest time without a result while commands waited, from the first result on: until then
   * nobody had the partitions. Ends of idle times are no pauses.
   */
  static Duration longestPause(Rig rig, List<String> memberIds) {
    long waiting = 0;
    long since = Long.MAX_VALUE;
    long longest = 0;
    for (var moment : moments(rig, memberIds)) {
      if (moment.step() > 0) {
        if (waiting == 0 && since != Long.MAX_VALUE) {
          since = moment.millis();
        }
      } else {
        longest = Math.max(longest, moment.millis() - since);
        since = moment.millis();
      }
      waiting += moment.step();
    }
    return Duration.ofMillis(longest);
  }

  private static List<Moment> moments(Rig rig, List<String> memberIds) {
    var moments = new ArrayList<Moment>();
    for (var memberId : memberIds) {
      rig.read(Topics.COMMANDS, memberId)
          .forEach(command -> moments.add(new Moment(command.timestamp(), 1)));
      var copies = new HashSet<String>();
      rig.read(Topics.RESULTS, memberId).stream()
          .filter(result -> copies.add(EventHeaders.text(result.headers(), EventHeaders.CE_ID)))
          .forEach(result -> moments.add(new Moment(result.timestamp(), -1)));
    }
    moments.sort(
        Comparator.comparingLong(Moment::millis)
            .thenComparing(Moment::step, Comparator.reverseOrder()));
    return moments;
  }
}
