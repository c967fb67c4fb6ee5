package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.Decoded.Poison;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands on a topic is answered by a value, in memory that follows from its length. */
class PoisonFuzzTest {

  private static final List<EventType> TYPES = List.of(EventType.values());
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Decoded objects, and the exception that ends a decoding, for each byte of input. */
  private static final long BYTES_PER_BYTE = 200;

  private static final long BYTES_PER_RECORD = 256 * 1024;

  private final StubRegistry registry = StubRegistry.start(1);
  private final EventCodec codec = EventCodec.start(registry.settings(), SchemaMemory.inProcess());

  @AfterEach
  void close() {
    codec.close();
    registry.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mutatedEventsAreEventsOrPoison(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var type = TYPES.get(random.nextInt(TYPES.size()));
      assertAnswered(type.topic(), mutate(codec.encode(type.topic(), Samples.of(type)), random));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {6, 7})
  void randomBytesBehindAKnownIdAreEventsOrPoison(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      var bytes = new byte[5 + random.nextInt(200)];
      random.nextBytes(bytes);
      int id = 1 + random.nextInt(TYPES.size());
      assertAnswered("any", ByteBuffer.wrap(bytes).put(0, (byte) 0).putInt(1, id).array());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {8})
  void randomIdsAreForgottenAgain(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var bytes = ByteBuffer.allocate(40).putInt(1, 10 + random.nextInt()).array();
      assertThat(codec.decode("any", bytes)).isInstanceOf(Poison.class);
    }
    assertThat(codec.schemas().size()).isEqualTo(TYPES.size());
  }

  @ParameterizedTest
  @EnumSource
  void hugeLengthsAndCountsAreRefusedBeforeTheyCost(EventType type) throws IOException {
    for (long claim : new long[] {1L << 20, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
      var bytes = codec.encode(type.topic(), Samples.of(type));
      for (int at = 5; at < bytes.length; at++) {
        assertAnswered(type.topic(), spliced(bytes, at, claim));
      }
    }
  }

  @Test
  void aDeepRecursionOfAnotherApplicationIsPoison() {
    var recursive =
        SchemaText.parse(
            """
            {"type":"record","name":"AuditEvent","namespace":"io.loyaltysuite.schemas.v1","fields":[
              {"name":"audit_id","type":"string"},{"name":"kind","type":"string"},
              {"name":"at","type":"long"},
              {"name":"deep","type":{"type":"record","name":"Deep","fields":[
                {"name":"next","type":["null","Deep"]}]}}]}
            """);
    int id = registry.register("loyalty.audit.v1-value", recursive);
    var bytes = new byte[1_000_000];
    Arrays.fill(bytes, 5, bytes.length, (byte) 2);
    assertThat(codec.decode(Topics.AUDIT, ByteBuffer.wrap(bytes).putInt(1, id).array()))
        .isInstanceOf(Poison.class);
  }

  @Test
  void aSchemaNobodyCanParseIsPoison() {
    registry.behave(_ -> new StubRegistry.Answer(200, "{\"schema\":\"{]\"}"));
    var bytes = ByteBuffer.allocate(40).putInt(1, 77).array();
    assertThat(codec.decode("any", bytes)).isInstanceOf(Poison.class);
  }

  private void assertAnswered(String topic, byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    var decoded = codec.decode(topic, bytes);
    long used = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(decoded).isInstanceOfAny(Event.class, Poison.class);
    assertThat(used).isLessThan(BYTES_PER_RECORD + BYTES_PER_BYTE * bytes.length);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(50));
      case 2 -> flipped(bytes, 1, random);
      default -> flipped(bytes, 1 + random.nextInt(30), random);
    };
  }

  /** Leaves the header as it is, so that the damage reaches Avro. */
  private static byte[] flipped(byte[] bytes, int times, Random random) {
    for (int i = 0; i < times; i++) {
      bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int at, long claim) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeLong(claim);
    out.write(bytes, at + 1, bytes.length - at - 1);
    return out.toByteArray();
  }
}
