package io.loyaltysuite.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * The queue's HTTP client: posts form bodies, cares for nothing but the status, and never posts
 * anything twice. It uses connections again, but none that was idle for longer than servers keep
 * them, so that no webhook dies on a stale one.
 *
 * <p>JDK's client is not used: at load it takes more processor than everything else here together.
 */
public final class Poster implements AutoCloseable {

  private static final Duration MAX_IDLE = Duration.ofSeconds(2);

  private final Map<String, Deque<Connection>> idle = new ConcurrentHashMap<>();
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

  private int send(URI handler, byte[] body, Duration timeout) throws IOException {
    Deque<Connection> pool =
        idle.computeIfAbsent(handler.getAuthority(), _ -> new ConcurrentLinkedDeque<>());
    Connection connection = fromPool(pool, handler);
    boolean keep = false;
    try {
      int status = connection.post(handler, body, timeout);
      keep = connection.idle();
      return status;
    } finally {
      if (keep) {
        pool.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }

  private static Connection fromPool(Deque<Connection> pool, URI handler) throws IOException {
    for (Connection known = pool.pollFirst(); known != null; known = pool.pollFirst()) {
      if (known.alive(MAX_IDLE)) {
        return known;
      }
      known.close();
    }
    return Connection.open(handler);
  }

  @Override
  public void close() {
    idle.values().forEach(pool -> pool.forEach(Connection::close));
  }
}
