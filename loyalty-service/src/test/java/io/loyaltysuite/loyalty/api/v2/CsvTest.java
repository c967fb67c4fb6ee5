package io.loyaltysuite.loyalty.api.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.loyalty.api.v2.Csv.Malformed;
import io.loyaltysuite.loyalty.api.v2.Csv.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  private static List<Row> read(String text) throws IOException, Malformed {
    var reader = new Csv.Reader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    var rows = new ArrayList<Row>();
    for (var row = reader.next(); row.isPresent(); row = reader.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  private static String written(Object... cells) throws IOException {
    return written(List.of(cells));
  }

  private static String written(List<? extends @Nullable Object> cells) throws IOException {
    var out = new StringWriter();
    Csv.write(out, cells);
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+7978", "-5", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"x\")"})
  void noFormulaLeaves(String cell) throws Exception {
    assertThat(written(cell)).startsWith(cell.contains("\"") || cell.contains("\r") ? "\"'" : "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "=1",
        "'=1",
        "''-x",
        "'quoted'",
        "a,b",
        "a\"b",
        "a\r\nb",
        "Иван",
        "'"
      })
  void readsWhatItWrote(String cell) throws Exception {
    var rows = read("a,b\r\n" + written(cell, "x"));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().get("a")).isEqualTo(cell);
    assertThat(rows.getFirst().get("b")).isEqualTo("x");
  }

  @Test
  void countsLinesAsEditorsDo() throws Exception {
    var rows = read("\ufeffName,B\n\n\"one\nand a half\",2\r\nlast,\n");
    assertThat(rows)
        .containsExactly(
            new Row(3, Map.of("name", "one\nand a half", "b", "2")),
            new Row(5, Map.of("name", "last", "b", "")));
    assertThat(rows.getFirst().get("c")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\n1,2\n", "a\n\"open", "a\nx,y"})
  void refusesWhatIsNoTable(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(Malformed.class).hasMessageContaining("line");
  }

  @Test
  void refusesCellsThatAreTooLong() {
    assertThatThrownBy(() -> read("a\nx\n" + "y".repeat(10_001)))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith("line 3");
    assertThatThrownBy(() -> read(",".repeat(200))).isInstanceOf(Malformed.class);
  }

  @Test
  void writesNothingForNull() throws IOException {
    assertThat(written(Arrays.asList("a", null, 1))).isEqualTo("a,,1\r\n");
  }
}
