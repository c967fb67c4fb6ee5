package io.loyaltysuite.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.spool.Route.Way;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When commands go straight, are stored, or wait for a moment. */
class RouteTest {
  private final Route route = new Route();

  @Test
  void isStraightUntilKafkaFails() {
    assertThat(route.enter()).isEqualTo(Way.STRAIGHT);
    route.failed();
    assertThat(route.enter()).isEqualTo(Way.SPOOL);
  }

  @Test
  void holdsNothingWhileASendIsUndecided() {
    route.offered();
    route.failed();
    assertThat(route.hold()).isFalse();
    route.decided();
    assertThat(route.hold()).isTrue();
    assertThat(route.enter()).isEqualTo(Way.HELD);
  }

  @Test
  void holdsNothingThatGoesStraight() {
    assertThat(route.hold()).isFalse();
    assertThat(route.isStraight()).isTrue();
  }

  @Test
  void isStraightAgainOnceTheSpoolIsEmpty() {
    route.failed();
    route.hold();
    var opening = route.opening();
    assertThat(opening).isNotDone();
    route.open(true);
    assertThat(opening).isDone();
    assertThat(route.enter()).isEqualTo(Way.STRAIGHT);
  }

  @Test
  void staysSpooledWhenTheSpoolIsNotEmptyInTime() {
    route.failed();
    route.hold();
    route.open(false);
    assertThat(route.enter()).isEqualTo(Way.SPOOL);
  }

  /** It may be stored in a moment, and the workflow's next would overtake it. */
  @Test
  void staysSpooledWhileTheFateOfACommandIsUnknown() throws InterruptedException {
    route.enter();
    route.failed();
    route.hold();
    assertThat(route.awaitQuiet(System.nanoTime())).isFalse();
    route.open(true);
    assertThat(route.enter()).isEqualTo(Way.SPOOL);
  }

  @Test
  void isQuietOnceTheLastFateIsKnown() throws InterruptedException {
    route.enter();
    var waiting = Thread.startVirtualThread(route::left);
    assertThat(route.awaitQuiet(System.nanoTime() + Duration.ofMinutes(1).toNanos())).isTrue();
    waiting.join();
  }

  @Test
  void whatIsHeldIsNotWaitedFor() throws InterruptedException {
    route.failed();
    route.hold();
    assertThat(route.enter()).isEqualTo(Way.HELD);
    assertThat(route.awaitQuiet(System.nanoTime())).isTrue();
  }
}
