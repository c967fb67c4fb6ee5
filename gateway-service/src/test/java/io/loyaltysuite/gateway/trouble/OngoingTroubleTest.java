package io.loyaltysuite.gateway.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OngoingTroubleTest {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong now = new AtomicLong();
  private final LoggerContext logging = new LoggerContext();
  private final OngoingTrouble trouble =
      new OngoingTrouble(logging.getLogger("test"), "The outbox cannot be published", now::get);

  @BeforeEach
  void listen() {
    logging.getLogger("test").addAppender(lines);
    lines.start();
  }

  @Test
  void tellsOfTheFirstFailureAtOnceAndOfOthersOnceAMinute() {
    for (int second = 0; second <= 120; second++) {
      now.set(Duration.ofSeconds(second).toNanos());
      trouble.failed(new IOException("refused"));
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(told(1), told(61), told(121));
  }

  @Test
  void tellsOfTheEndOnceAndBeginsAnew() {
    trouble.over();
    trouble.failed(new IOException("refused"));
    trouble.over();
    trouble.over();
    trouble.failed(new IOException("refused"));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO, Level.WARN);
  }

  private static String told(int failures) {
    return "The outbox cannot be published; failures in a row: %d; the last: java.io.IOException: refused"
        .formatted(failures);
  }
}
