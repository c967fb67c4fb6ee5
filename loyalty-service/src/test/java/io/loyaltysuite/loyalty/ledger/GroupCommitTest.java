package io.loyaltysuite.loyalty.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.loyalty.Calls;
import io.loyaltysuite.loyalty.ledger.GroupCommit.NoAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class GroupCommitTest {

  /** Fails as code does that lacks a class, or a promise to itself. */
  @SuppressWarnings("NullAway") // Nothing is asked of what it is made from.
  private static final class Broken extends Engine {

    Broken() {
      super(
          null,
          null,
          new LedgerProperties(Duration.ofDays(180), Duration.ZERO, DataSize.ofMegabytes(1), 1));
    }

    @Override
    List<StoredDecision> decisions(List<Submission> poll) {
      throw new AssertionError("broken");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // There is no result to be read.
  void answersThoseWhoComeAfterAnErrorToo() {
    var commit =
        new GroupCommit(
            new Broken(),
            null,
            new RestProperties(10, 10, Duration.ofSeconds(2), Duration.ofDays(1)),
            new RestMetrics(new SimpleMeterRegistry()));
    commit.start();
    var portal = Calls.ofNewPortal();
    for (int i = 0; i < 2; i++) {
      var call = new RestCall("r" + i, Optional.empty());
      var submission = Submission.ofRest(portal.accrue("1", "1"), call);
      assertThatThrownBy(() -> commit.decide(submission))
          .isInstanceOf(NoAnswer.class)
          .hasMessage("the ledger does not answer");
    }
    commit.stop();
  }
}
