package io.loyaltysuite.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderTextTest {

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNothing(long seed) {
    var random = new Random(seed);
    var headers = new ArrayList<RecordHeader>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      headers.add(new RecordHeader(name(random), value(random)));
    }

    var read = HeaderText.read(new String(HeaderText.write(headers), StandardCharsets.UTF_8));

    assertThat(read).hasSameSizeAs(headers);
    for (int i = 0; i < headers.size(); i++) {
      assertThat(read.get(i).name()).isEqualTo(headers.get(i).name());
      assertThat(read.get(i).value()).isEqualTo(headers.get(i).value());
    }
  }

  @Test
  void neverWritesTheCharacterThatTheDatabaseRefuses() {
    var json =
        new String(
            HeaderText.write(List.of(new RecordHeader("na\0me", new byte[] {'a', 0}))),
            StandardCharsets.UTF_8);
    assertThat(json).doesNotContain("u0000").contains("base64");
  }

  private static String name(Random random) {
    return List.of("ce_id", "", "имя", "na\0me", "\"quoted\"").get(random.nextInt(5));
  }

  private static byte @Nullable [] value(Random random) {
    var bytes = new byte[random.nextInt(6)];
    random.nextBytes(bytes);
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> "текст {\"base64\": \"AA\"}".getBytes(StandardCharsets.UTF_8);
      default -> bytes;
    };
  }
}
