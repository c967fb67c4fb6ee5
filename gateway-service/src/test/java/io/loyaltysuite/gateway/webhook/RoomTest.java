package io.loyaltysuite.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.gateway.webhook.Room.Body;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What webhooks hold in memory is bounded. */
class RoomTest {
  private static final int MAX_BODY = 100_000;

  private final Room room = room(Duration.ofSeconds(10));

  @Test
  void isFullAfterTheLastPlaceUntilOneIsFree() {
    var first = room.enter().orElseThrow();
    var second = room.enter().orElseThrow();
    assertThat(room.enter()).isEmpty();
    first.close();
    first.close();
    assertThat(room.enter()).isPresent();
    assertThat(room.enter()).isEmpty();
    second.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Room.SMALL, Room.SMALL + 1, MAX_BODY})
  void readsABodyWhole(int size) throws IOException {
    try (var place = room.enter().orElseThrow()) {
      assertThat(place.read(body(size), -1))
          .isInstanceOfSatisfying(Body.Whole.class, one -> assertThat(one.bytes()).hasSize(size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Room.SMALL, Room.SMALL + 1, MAX_BODY})
  void readsAnAnnouncedBodyWholeInWhateverPiecesItComes(int size) throws IOException {
    try (var place = room.enter().orElseThrow()) {
      assertThat(place.read(inPieces(size), size))
          .isInstanceOfSatisfying(Body.Whole.class, one -> assertThat(one.bytes()).hasSize(size));
    }
  }

  @Test
  void refusesABodyThatIsShorterThanAnnounced() throws IOException {
    try (var place = room.enter().orElseThrow()) {
      assertThat(place.read(body(9), 10)).isEqualTo(new Body.Refused(Answer.MALFORMED));
    }
  }

  @Test
  void isClosedWhenTheLastPlaceIsFreeAndNotBefore() throws InterruptedException {
    var last = room.enter().orElseThrow();
    assertThat(room.close(Duration.ofMillis(1))).isFalse();
    last.close();
    assertThat(room.close(Duration.ofMillis(1))).isTrue();
    assertThat(room.enter()).isEmpty();
  }

  @Test
  void refusesABodyOverTheCap() throws IOException {
    try (var place = room.enter().orElseThrow()) {
      assertThat(place.read(body(MAX_BODY + 1), -1)).isEqualTo(new Body.Refused(Answer.TOO_LARGE));
    }
  }

  @Test
  void aLargeBodyWaitsForAnotherAndASmallOneDoesNot() throws IOException {
    var large = room.enter().orElseThrow();
    try (var other = room.enter().orElseThrow()) {
      large.read(body(Room.SMALL + 1), -1);
      assertThat(other.read(body(Room.SMALL + 1), -1))
          .isEqualTo(new Body.Refused(Answer.UNAVAILABLE));
      assertThat(other.read(body(Room.SMALL), Room.SMALL)).isInstanceOf(Body.Whole.class);
      large.close();
      assertThat(other.read(body(Room.SMALL + 1), -1)).isInstanceOf(Body.Whole.class);
    }
  }

  @Test
  void refusesABodyThatDripsIn() throws IOException {
    try (var place = room(Duration.ZERO).enter().orElseThrow()) {
      assertThat(place.read(body(1), -1)).isEqualTo(new Body.Refused(Answer.MALFORMED));
      assertThat(place.read(body(1), 1)).isEqualTo(new Body.Refused(Answer.MALFORMED));
    }
  }

  private static Room room(Duration readTimeout) {
    return new Room(
        new WebhookProperties(
            DataSize.ofBytes(MAX_BODY),
            10,
            2,
            64,
            2,
            1,
            2,
            List.of(),
            List.of(),
            Duration.ofMinutes(4),
            readTimeout,
            ZoneOffset.UTC,
            Duration.ofSeconds(4),
            1,
            Duration.ofSeconds(1)));
  }

  private static InputStream inPieces(int size) {
    return new FilterInputStream(body(size)) {
      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        return super.read(into, from, Math.min(length, 1000));
      }
    };
  }

  private static InputStream body(int size) {
    return new ByteArrayInputStream(new byte[size]);
  }
}
