package io.loyaltysuite.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A nonce that comes twice under one key gives the key away. */
class SealingNoncesTest {

  @Test
  void neverComeTwiceFromManyThreads() {
    var nonces = new SealingNonces(new SecureRandom());
    var seen = ConcurrentHashMap.<String>newKeySet();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        threads.execute(() -> IntStream.range(0, 5000).forEach(_ -> seen.add(next(nonces))));
      }
    }
    assertThat(seen).hasSize(8 * 5000);
  }

  @Test
  void haveANewPrefixWhenTheNumbersAreUsedUp() {
    var nonces = new SealingNonces(new SplittableRandom(1), 3);
    var prefixes = new HashSet<String>();
    var all = new HashSet<String>();
    for (int i = 0; i < 12; i++) {
      var nonce = next(nonces);
      all.add(nonce);
      prefixes.add(nonce.substring(0, 16));
    }
    assertThat(all).hasSize(12);
    assertThat(prefixes).as("three of each").hasSize(4);
  }

  /** As two instances have, or one before and after its restart. */
  @Test
  void haveAPrefixOfTheirOwnAfterEachStart() {
    var one = next(new SealingNonces(new SecureRandom()));
    var other = next(new SealingNonces(new SecureRandom()));
    assertThat(one.substring(0, 16)).isNotEqualTo(other.substring(0, 16));
    assertThat(one.substring(16)).isEqualTo(other.substring(16)).isEqualTo("00000000");
  }

  private static String next(SealingNonces nonces) {
    return HexFormat.of().formatHex(nonces.next());
  }
}
