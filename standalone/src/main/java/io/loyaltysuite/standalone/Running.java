package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.Progress;
import java.util.concurrent.CountDownLatch;

/** A suite that a signal, such as Ctrl-C, stops in order, also while it is still starting. */
final class Running {

  private final Standalone suite;
  private final CountDownLatch end = new CountDownLatch(1);

  private Running(Standalone suite) {
    this.suite = suite;
  }

  /** Starts everything, or stops what has started and throws. */
  static Running start(Settings settings, Progress progress) {
    var running = new Running(new Standalone(settings, progress));
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
    try {
      running.suite.start();
      return running;
    } catch (RuntimeException e) {
      running.suite.close();
      throw e;
    }
  }

  Standalone suite() {
    return suite;
  }

  void awaitEnd() throws InterruptedException {
    end.await();
  }

  private void stop() {
    suite.close();
    end.countDown();
  }
}
