package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.RunningGateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is posted, the answer comes soon, is no 5xx, and nothing stays in memory; many more
 * bodies in {@link HostileBodiesTest}.
 */
@Timeout(180)
class HostileIntakeIT {
  private static final int BODIES = 1_000;
  private static final int WARM_UP = 200;
  private static final int TOGETHER = 20;
  private static final String MEMBER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final Duration SLOWEST = Duration.ofSeconds(3);
  private static final long GROWTH = 48L * 1024 * 1024;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    gateway = RunningGateway.start();
    gateway.install(MEMBER);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    HTTP.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261130})
  void neverFailsSeeded(long seed) {
    var random = new Random(seed);
    var statuses = new TreeMap<Integer, Integer>();
    post(random, WARM_UP, statuses);
    long before = usedMemory();
    post(random, BODIES - WARM_UP, statuses);
    long grown = usedMemory() - before;

    System.out.printf("[hostile test] seed %d: %s, memory %+d KiB%n", seed, statuses, grown / 1024);
    assertThat(statuses.keySet()).allMatch(status -> status == 200 || status / 100 == 4);
    assertThat(statuses).containsKeys(200, 400, 403);
    assertThat(grown).isLessThan(GROWTH);
  }

  @Test
  void refusesFarTooManyKeysSoon() {
    assertThat(statusOf(bytes("a=1" + HostileBodies.manyKeys(100_000).replace("properties", ""))))
        .isEqualTo(400);
  }

  @Test
  void takesAsManyCollidingKeysAsAFormMayHave() {
    var call = Bodies.call(MEMBER, "colliding", "loyalty_card_get", Map.of());
    assertThat(statusOf(bytes(call + HostileBodies.colliding(13)))).isEqualTo(200);
  }

  @Test
  void refusesVeryDeepBracketsSoon() {
    assertThat(statusOf(bytes("a" + "[b]".repeat(600_000) + "=1"))).isEqualTo(400);
  }

  private static void post(Random random, int count, Map<Integer, Integer> statuses) {
    for (int i = 0; i < count; i += TOGETHER) {
      var kinds =
          IntStream.range(i, i + TOGETHER)
              .mapToObj(n -> HostileBodies.NAMES.get(n % HostileBodies.NAMES.size()))
              .toList();
      var bodies = kinds.stream().map(kind -> HostileBodies.body(kind, MEMBER, random)).toList();
      long began = System.nanoTime();
      var posted = bodies.stream().map(HostileIntakeIT::post).toList();
      for (int one = 0; one < TOGETHER; one++) {
        int status = posted.get(one).join().statusCode();
        assertThat(status).as(kinds.get(one)).isLessThan(500);
        statuses.merge(status, 1, Integer::sum);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SLOWEST);
    }
  }

  private static int statusOf(byte[] body) {
    long began = System.nanoTime();
    int status = post(body).join().statusCode();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SLOWEST);
    return status;
  }

  private static CompletableFuture<HttpResponse<Void>> post(byte[] body) {
    var request = gateway.webhook("").POST(BodyPublishers.ofByteArray(body)).build();
    return HTTP.sendAsync(request, BodyHandlers.discarding());
  }

  /** After everything that can go has gone. */
  private static long usedMemory() {
    var runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
