package io.loyaltysuite.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.lane.Bucket.Limits;
import io.loyaltysuite.gateway.lane.LaneState.Admitted;
import io.loyaltysuite.gateway.lane.LaneState.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaneStateTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Limits LIMITS = new Limits(2, 40);
  private static final Duration LIMIT = Duration.ofSeconds(65);
  private static final LaneState IDLE = new LaneState(7, null, new Bucket(0, NOON), null, "", 0);

  @Test
  void aTurnMakesTheLaneBusyToTheEndOfItsTimeLimit() {
    var next = admitted(IDLE, 1, NOON);
    assertThat(next.epoch()).isEqualTo(8);
    assertThat(next.busyUntil()).isEqualTo(NOON.plus(LIMIT));
    assertThat(next.bucket().level()).isEqualTo(1);
  }

  @Test
  void nobodyElseGoesWhileARequestRuns() {
    var busy = admitted(IDLE, 1, NOON);
    assertThat(busy.begin(1, LIMIT, NOON.plusSeconds(64), LIMITS))
        .isEqualTo(new Waiting(NOON.plusSeconds(65), "busy"));
  }

  @Test
  void aNewOwnerGoesOnWithTheBucketAsItWasAtThatInstant() {
    var crashed = admitted(IDLE, 1, NOON);
    var next = admitted(crashed, 1, NOON.plusSeconds(65));
    assertThat(next.epoch()).isEqualTo(9);
    assertThat(next.bucket().level()).isEqualTo(1);
  }

  @Test
  void aFullBucketMakesWaitUntilThereIsRoom() {
    var full = new LaneState(7, null, new Bucket(40, NOON), null, "", 0);
    assertThat(full.begin(1, LIMIT, NOON, LIMITS))
        .isEqualTo(new Waiting(NOON.plusMillis(500), "rate_limit"));
  }

  @Test
  void aPausedPortalIsLeftAlone() {
    var paused = IDLE.paused(NOON.plusSeconds(8), "query_limit_exceeded");
    assertThat(paused.begin(1, LIMIT, NOON, LIMITS))
        .isEqualTo(new Waiting(NOON.plusSeconds(8), "query_limit_exceeded"));
    assertThat(paused.failures()).isEqualTo(1);
  }

  @Test
  void aPauseDoesNotStopWhatGoesToTheAuthorizationServer() {
    var paused = IDLE.paused(NOON.plusSeconds(8), "expired");
    var next = admitted(paused, 0, NOON);
    assertThat(next.freed().pausedUntil()).isEqualTo(NOON.plusSeconds(8));
  }

  @Test
  void anAnswerEndsTheRowOfFailures() {
    var next = admitted(IDLE.paused(NOON, "unreachable"), 1, NOON);
    assertThat(next.failures()).isEqualTo(1);
    assertThat(next.released().failures()).isZero();
  }

  @Test
  void aRequestThatWasNotNeededIsNotCounted() {
    assertThat(admitted(IDLE, 1, NOON).withoutRequest(1).bucket().level()).isZero();
  }

  private static LaneState admitted(LaneState state, int cost, Instant now) {
    return ((Admitted) state.begin(cost, LIMIT, now, LIMITS)).next();
  }
}
