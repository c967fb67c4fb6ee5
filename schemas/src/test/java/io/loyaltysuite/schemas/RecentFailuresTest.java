package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.schemas.WriterSchema.Unavailable;
import io.loyaltysuite.schemas.WriterSchema.Unreadable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentFailuresTest {

  private long now = Long.MAX_VALUE - 5;
  private final RecentFailures failures = new RecentFailures(() -> now);

  @Test
  void aMissingIdIsAskedForAgainAfterAWhile() {
    var unknown = new Unreadable("unknown schema id 7");
    failures.missing(7, unknown);
    pass(RecentFailures.MISSING_FOR.minusNanos(1));
    assertThat(failures.recent(7)).isEqualTo(unknown);
    assertThat(failures.recent(8)).isNull();
    pass(Duration.ofNanos(1));
    assertThat(failures.recent(7)).isNull();
  }

  @Test
  void anAbsentRegistryAnswersForEveryIdUntilThePauseIsOver() {
    var away = new Unavailable("refused");
    failures.away(away);
    assertThat(failures.recent(1)).isEqualTo(away);
    pass(RecentFailures.AWAY_FOR);
    assertThat(failures.recent(1)).isNull();
  }

  @Test
  void rememberedIdsAreBounded() {
    for (int id = 0; id <= RecentFailures.MAX_MISSING; id++) {
      failures.missing(id, new Unreadable("unknown"));
    }
    assertThat(failures.recent(0)).isNull();
    assertThat(failures.recent(1)).isNotNull();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
