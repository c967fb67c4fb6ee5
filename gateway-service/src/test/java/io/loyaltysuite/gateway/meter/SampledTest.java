package io.loyaltysuite.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class SampledTest {
  private long now;

  @Test
  void manyGaugesAskOnceUntilTheAnswerIsOld() {
    var questions = new AtomicInteger();
    var sampled = new Sampled<>(questions::incrementAndGet, () -> now);

    assertThat(sampled.value(Integer::doubleValue)).isEqualTo(1);
    now += Duration.ofSeconds(10).toNanos();
    assertThat(sampled.value(Integer::doubleValue)).isEqualTo(1);
    now += 1;
    assertThat(sampled.value(Integer::doubleValue)).isEqualTo(2);
  }

  @Test
  void withoutTheDatabaseThereIsNoFigureAndNoStormOfQuestions() {
    var questions = new AtomicInteger();
    var sampled =
        new Sampled<Integer>(
            () -> {
              questions.incrementAndGet();
              throw new DataAccessResourceFailureException("away");
            },
            () -> now);

    assertThat(sampled.value(Integer::doubleValue)).isNaN();
    assertThat(sampled.value(Integer::doubleValue)).isNaN();
    assertThat(questions).hasValue(1);
  }
}
