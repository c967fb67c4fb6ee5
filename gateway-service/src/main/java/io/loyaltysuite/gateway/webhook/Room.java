package io.loyaltysuite.gateway.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds what webhooks hold in memory: how many are worked on at once, and how many of them have a
 * body over 16 KB. Large ones wait a moment for each other and never hold up small ones.
 */
final class Room {
  static final int SMALL = 16 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Semaphore places;
  private final Semaphore largePlaces;
  private final int size;
  private final int maxBody;
  private final Duration readTimeout;

  Room(WebhookProperties properties) {
    this.size = properties.maxActive();
    this.places = new Semaphore(size);
    this.largePlaces = new Semaphore(properties.maxActiveLarge(), true);
    this.maxBody = Math.toIntExact(properties.maxBody().toBytes());
    this.readTimeout = properties.readTimeout();
  }

  /** What came of reading a body. */
  sealed interface Body {

    @SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
    record Whole(byte[] bytes) implements Body {}

    record Refused(Answer answer) implements Body {}
  }

  /** A place, to be closed when its webhook was answered; none when all are taken. */
  Optional<Place> enter() {
    return places.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
  }

  /**
   * Waits until nobody has a place any more, and gives none after that; false when it is too long.
   */
  boolean close(Duration patience) throws InterruptedException {
    return places.tryAcquire(size, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Room for one webhook. */
  final class Place implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean large;

    /**
     * Reads a body to its end, if it comes within the limits of size and time, and while there is
     * room for it.
     *
     * @param announced how long it says that it is; negative when it does not say
     */
    Body read(InputStream in, long announced) throws IOException {
      long deadline = System.nanoTime() + readTimeout.toNanos();
      return announced > 0 && announced <= SMALL
          ? small(in, (int) announced, deadline)
          : any(in, deadline);
    }

    private Body small(InputStream in, int length, long deadline) throws IOException {
      var body = new byte[length];
      int had = 0;
      while (had < length) {
        int read = in.read(body, had, length - had);
        if (read < 0 || System.nanoTime() > deadline) {
          return new Body.Refused(Answer.MALFORMED);
        }
        had += read;
      }
      return new Body.Whole(body);
    }

    private Body any(InputStream in, long deadline) throws IOException {
      var body = new ByteArrayOutputStream();
      var piece = new byte[SMALL];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        body.write(piece, 0, read);
        if (body.size() > maxBody) {
          return new Body.Refused(Answer.TOO_LARGE);
        }
        if (System.nanoTime() > deadline) {
          return new Body.Refused(Answer.MALFORMED);
        }
        if (body.size() > SMALL && !grow()) {
          return new Body.Refused(Answer.UNAVAILABLE);
        }
      }
      return new Body.Whole(body.toByteArray());
    }

    private boolean grow() {
      try {
        large = large || largePlaces.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return large;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /** Twice is fine. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        if (large) {
          largePlaces.release();
        }
        places.release();
      }
    }
  }
}
