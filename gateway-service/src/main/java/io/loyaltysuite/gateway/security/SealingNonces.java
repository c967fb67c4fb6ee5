package io.loyaltysuite.gateway.security;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * Nonces for AES-GCM, which must never see one twice under a key: eight random bytes, then four
 * that count. A prefix is drawn at every start, in every process and when its numbers are used up,
 * so two nonces can only be equal when two draws are. Among a million draws under one key that has
 * a chance below one in 30 million.
 */
final class SealingNonces {
  static final int BYTES = 12;

  private final RandomGenerator random;
  private final long numbers;
  private final AtomicReference<Nonce> last;

  private record Nonce(long prefix, long number) {}

  SealingNonces(RandomGenerator random) {
    this(random, 1L << Integer.SIZE);
  }

  /**
   * Counts.
   *
   * @param numbers how many nonces a prefix is good for
   */
  SealingNonces(RandomGenerator random, long numbers) {
    this.random = random;
    this.numbers = numbers;
    this.last = new AtomicReference<>(new Nonce(random.nextLong(), -1));
  }

  /** Never the same again. Thread-safe. */
  byte[] next() {
    var nonce =
        last.updateAndGet(
            before ->
                before.number() + 1 < numbers
                    ? new Nonce(before.prefix(), before.number() + 1)
                    : new Nonce(random.nextLong(), 0));
    return ByteBuffer.allocate(BYTES).putLong(nonce.prefix()).putInt((int) nonce.number()).array();
  }
}
