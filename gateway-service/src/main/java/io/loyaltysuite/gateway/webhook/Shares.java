package io.loyaltysuite.gateway.webhook;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many webhooks of one portal are worked on at once, so that a flood from one leaves
 * room for the others. Only senders that proved to be the portal count: nobody can use up a foreign
 * share.
 */
final class Shares {
  private final int most;
  private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

  Shares(int most) {
    this.most = most;
  }

  /** A part of the portal's share, to be given back once; none when it is used up. */
  Optional<Runnable> take(String memberId) {
    int[] now = {0};
    taken.compute(
        memberId,
        (_, before) -> {
          int count = before == null ? 0 : before;
          now[0] = count + 1;
          return Math.min(now[0], most);
        });
    return now[0] <= most ? Optional.of(() -> giveBack(memberId)) : Optional.empty();
  }

  private void giveBack(String memberId) {
    taken.compute(memberId, (_, count) -> count == null || count == 1 ? null : count - 1);
  }

  /** The most that any portal has taken, of its share. */
  double fullest() {
    return taken.values().stream().mapToInt(Integer::intValue).max().orElse(0) / (double) most;
  }
}
