package io.loyaltysuite.loyalty.rounds;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of rounds, for those of them that are long. Thread-safe. */
public final class End {
  private final CountDownLatch open = new CountDownLatch(1);

  void come() {
    open.countDown();
  }

  /** Whether it has come: nothing more is to be begun. */
  public boolean hasCome() {
    return open.getCount() == 0;
  }

  /** Waits as long, unless the end comes before; the answer is whether it did. */
  public boolean comesWithin(Duration wait) throws InterruptedException {
    return open.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
