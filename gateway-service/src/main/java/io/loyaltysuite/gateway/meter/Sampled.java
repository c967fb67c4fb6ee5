package io.loyaltysuite.gateway.meter;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Figures from the database for gauges: asked for by a scrape, at most every ten seconds however
 * many gauges show them. While the database is away there are none (NaN).
 */
public final class Sampled<T> {
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<T> question;
  private final LongSupplier nanoTime;
  private @Nullable T answer;
  private long askedAt;
  private boolean asked;

  public Sampled(Supplier<T> question) {
    this(question, System::nanoTime);
  }

  Sampled(Supplier<T> question, LongSupplier nanoTime) {
    this.question = question;
    this.nanoTime = nanoTime;
  }

  /** One figure of the answer. */
  public double value(ToDoubleFunction<T> figure) {
    var known = answer();
    return known == null ? Double.NaN : figure.applyAsDouble(known);
  }

  private synchronized @Nullable T answer() {
    long now = nanoTime.getAsLong();
    if (!asked || now - askedAt > MAX_AGE_NANOS) {
      try {
        answer = question.get();
      } catch (DataAccessException away) {
        answer = null;
      }
      asked = true;
      askedAt = nanoTime.getAsLong();
    }
    return answer;
  }
}
