package io.loyaltysuite.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The queue's HTTP client: posts form bodies, cares for nothing but the status, and never posts
 * anything twice. Each webhook has a connection of its own: one that is used again may be closed by
 * the handler in the same moment, and nobody could tell whether the webhook had been taken.
 *
 * <p>JDK's client is not used: at load it takes more processor than everything else here together.
 */
public final class Poster {

  private final Semaphore parallel;

  /** A client with so many requests at one time. */
  public Poster(int maxParallel) {
    this.parallel = new Semaphore(maxParallel);
  }

  /** The status of the answer, or 0 when none came within the time. */
  int post(String handler, String body, Duration timeout) {
    try {
      parallel.acquire();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return 0;
    }
    try {
      return send(URI.create(handler), body.getBytes(StandardCharsets.UTF_8), timeout);
    } catch (IOException unanswered) {
      return 0;
    } finally {
      parallel.release();
    }
  }

  private static int send(URI handler, byte[] body, Duration timeout) throws IOException {
    try (Connection connection = Connection.open(handler)) {
      return connection.post(handler, body, timeout);
    }
  }
}
