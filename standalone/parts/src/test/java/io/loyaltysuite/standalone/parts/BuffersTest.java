package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuffersTest {

  private static final long GIBIBYTE = 1L << 30;

  @ParameterizedTest
  @CsvSource({"0, 128", "1, 128", "2, 256", "4, 512", "8, 1024", "64, 1024"})
  void anEighthOfTheMachineWithinLimits(long gibibytes, long expected) {
    assertThat(Buffers.of(gibibytes * GIBIBYTE)).isEqualTo(expected);
  }

  @Test
  void thisMachineTellsItsMemory() {
    assertThat(Buffers.ofThisMachine()).isBetween(128L, 1024L);
  }
}
