package io.loyaltysuite.loyalty.api.v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables as text (RFC 4180), in UTF-8 and with names in the first row. A cell that a spreadsheet
 * would take for a formula is written behind an apostrophe, and read without it.
 */
final class Csv {

  private static final String FORMULA = "=+-@\t\r";
  private static final char APOSTROPHE = '\'';
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int MAX_CELL = 10_000;
  private static final int MAX_CELLS = 100;

  private Csv() {}

  static void write(Writer out, List<? extends @Nullable Object> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      var cell = cells.get(i);
      out.write(quoted(harmless(cell == null ? "" : cell.toString())));
    }
    out.write("\r\n");
  }

  private static String harmless(String text) {
    return isFormula(text) ? APOSTROPHE + text : text;
  }

  /** Whether a formula begins, perhaps behind apostrophes that were there already. */
  private static boolean isFormula(String text) {
    var first = 0;
    while (first < text.length() && text.charAt(first) == APOSTROPHE) {
      first++;
    }
    return first < text.length() && FORMULA.indexOf(text.charAt(first)) >= 0;
  }

  private static String quoted(String text) {
    var plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** What cannot be a table. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(long line, String why) {
      super("line " + line + ": " + why);
    }
  }

  /**
   * One row.
   *
   * @param line where it begins, from 1
   */
  record Row(long line, Map<String, String> cells) {

    /** A cell by the name of its column; empty when there is none. */
    String get(String name) {
      return cells.getOrDefault(name, "");
    }
  }

  /** Reads a table row by row. */
  static final class Reader {

    private final BufferedReader in;
    private final List<String> names;
    private long line = 1;

    Reader(InputStream in) throws IOException, Malformed {
      this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
      this.in.mark(1);
      if (this.in.read() != BYTE_ORDER_MARK) {
        this.in.reset();
      }
      this.names =
          cells()
              .orElseThrow(() -> new Malformed(1, "nothing (expected: names of columns)"))
              .stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT))
              .toList();
    }

    List<String> names() {
      return names;
    }

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException, Malformed {
      while (true) {
        var began = line;
        var cells = cells();
        if (cells.isEmpty()) {
          return Optional.empty();
        }
        var values = cells.get();
        if (values.size() == 1 && values.getFirst().isEmpty()) {
          continue;
        }
        if (values.size() > names.size()) {
          throw new Malformed(began, values.size() + " cells (expected: " + names.size() + ")");
        }
        var row = new HashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
          row.put(names.get(i), values.get(i));
        }
        return Optional.of(new Row(began, row));
      }
    }

    private Optional<List<String>> cells() throws IOException, Malformed {
      var cells = new ArrayList<String>();
      var cell = new StringBuilder();
      var quoted = false;
      var any = false;
      for (int c = in.read(); c >= 0; c = in.read()) {
        any = true;
        if (quoted) {
          if (c != '"') {
            line += c == '\n' ? 1 : 0;
            append(cell, (char) c);
          } else if (peek() == '"') {
            append(cell, (char) in.read());
          } else {
            quoted = false;
          }
        } else if (c == '"' && cell.isEmpty()) {
          quoted = true;
        } else if (c == ',') {
          end(cells, cell);
        } else if (c == '\n') {
          line++;
          end(cells, cell);
          return Optional.of(cells);
        } else if (c != '\r' || peek() != '\n') {
          append(cell, (char) c);
        }
      }
      if (quoted) {
        throw new Malformed(line, "a quote that is not closed");
      }
      if (!any) {
        return Optional.empty();
      }
      end(cells, cell);
      return Optional.of(cells);
    }

    private int peek() throws IOException {
      in.mark(1);
      var next = in.read();
      if (next >= 0) {
        in.reset();
      }
      return next;
    }

    private void append(StringBuilder cell, char c) throws Malformed {
      if (cell.length() >= MAX_CELL) {
        throw new Malformed(line, "a cell of more than " + MAX_CELL + " characters");
      }
      cell.append(c);
    }

    private void end(List<String> cells, StringBuilder cell) throws Malformed {
      if (cells.size() >= MAX_CELLS) {
        throw new Malformed(line, "more than " + MAX_CELLS + " cells");
      }
      var text = cell.toString();
      cell.setLength(0);
      var guarded = !text.isEmpty() && text.charAt(0) == APOSTROPHE && isFormula(text);
      cells.add(guarded ? text.substring(1) : text);
    }
  }
}
