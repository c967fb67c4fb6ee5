package io.loyaltysuite.loyalty.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.card.Rejection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final String ADMIN = "admin";

  private final AtomicLong nanos = new AtomicLong(-7);
  private final Counter refused = new SimpleMeterRegistry().counter("refused");
  private final Pace pace =
      new Pace(new PaceProperties(2, Duration.ofSeconds(3)), refused, nanos::get);

  private static RestAccount account(long id, @Nullable Integer perSecond) {
    return new RestAccount(UUID.randomUUID(), id, "portal", 0, perSecond, false);
  }

  private void pass(RestAccount account, int requests) {
    for (int i = 0; i < requests; i++) {
      pace.require(account, ADMIN);
    }
  }

  private void assertLimited(RestAccount account, Duration wait) {
    assertThatThrownBy(() -> pace.require(account, ADMIN))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.rejection()).isEqualTo(Rejection.RATE_LIMITED);
              assertThat(refusal.status()).isEqualTo(429);
              assertThat(refusal.after()).isCloseTo(wait, Duration.ofMillis(1));
            });
  }

  @Test
  void aQuietAccountMayAskForWhatItSavedUp() {
    var account = account(1, null);
    pass(account, 6);
    assertLimited(account, Duration.ofMillis(500));
    nanos.addAndGet(Duration.ofMillis(400).toNanos());
    assertLimited(account, Duration.ofMillis(100));
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    pass(account, 1);
    assertLimited(account, Duration.ofMillis(500));
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    pass(account, 6);
    assertLimited(account, Duration.ofMillis(500));
    assertThat(refused.count()).isEqualTo(4);
  }

  @Test
  void oneAccountTakesNothingFromAnother() {
    pass(account(1, null), 6);
    pass(account(2, null), 6);
    assertLimited(account(1, null), Duration.ofMillis(500));
  }

  @Test
  void browsersTakeNothingFromTheAccountsOwnPrograms() {
    var account = account(4, null);
    for (int i = 0; i < 6; i++) {
      pace.require(account, "user");
    }
    assertThatThrownBy(() -> pace.require(account, "user")).isInstanceOf(Refusal.class);
    pass(account, 6);
    assertLimited(account, Duration.ofMillis(500));
  }

  @Test
  void anAccountMayHaveARateOfItsOwn() {
    var fast = account(3, 10);
    pass(fast, 30);
    assertLimited(fast, Duration.ofMillis(100));
  }
}
