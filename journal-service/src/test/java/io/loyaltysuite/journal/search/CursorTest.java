package io.loyaltysuite.journal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final int QUESTION = Cursor.check("select 1");

  @Test
  void comesBackAsItWas() {
    var cursor = new Cursor(QUESTION, Long.MIN_VALUE, Short.MAX_VALUE, 11, Long.MAX_VALUE);
    assertThat(Cursor.read(cursor.text(), QUESTION)).isEqualTo(cursor);
  }

  @Test
  void belongsToItsQuestion() {
    var text = new Cursor(QUESTION, 1, (short) 2, 3, 4).text();
    assertThatThrownBy(() -> Cursor.read(text, Cursor.check("select 2")))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%", "AAAA", "not a cursor at all, not a cursor at all"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Cursor.read(text, QUESTION)).isInstanceOf(BadQuestion.class);
  }
}
