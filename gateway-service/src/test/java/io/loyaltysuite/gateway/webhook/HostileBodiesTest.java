package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.activity.Understand;
import io.loyaltysuite.gateway.webhook.form.FormLimits;
import io.loyaltysuite.gateway.webhook.form.Message;
import io.loyaltysuite.gateway.webhook.form.PhpForm;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the body, it becomes a command, an event or a refusal, and soon. */
@Timeout(60)
class HostileBodiesTest {
  private static final int BODIES = 5_000;
  private static final String MEMBER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final FormLimits LIMITS = new FormLimits(10_000, 16, 1024);
  private static final Duration SLOWEST = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(longs = {3, 20261129})
  void everyBodyIsUnderstoodOrRefusedSeeded(long seed) {
    var random = new Random(seed);
    int commands = 0;
    int refused = 0;
    for (int i = 0; i < BODIES; i++) {
      var kind = HostileBodies.NAMES.get(i % HostileBodies.NAMES.size());
      var body = HostileBodies.body(kind, MEMBER, random);
      long began = System.nanoTime();
      switch (PhpForm.parse(body, LIMITS)) {
        case PhpForm.Parsed.Refused _ -> refused++;
        case PhpForm.Parsed.Form(var root) -> {
          if (Message.in(root) instanceof Message.Call(var call)) {
            commands++;
            var understanding = Understand.call(call.code(), call.propertyTexts(), ZoneOffset.UTC);
            var command = Commands.of(call, understanding, "sealed", "ru", Instant.EPOCH);
            assertThat(written(command)).as(kind).isNotEmpty();
          }
        }
      }
      assertThat(System.nanoTime() - began)
          .as(kind)
          .isLessThan(TimeUnit.NANOSECONDS.convert(SLOWEST));
    }
    assertThat(commands).isGreaterThan(BODIES / 2);
    assertThat(refused).isPositive();
  }

  private static byte[] written(ActivityCommand command) {
    try {
      return ActivityCommand.getEncoder().encode(command).array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
