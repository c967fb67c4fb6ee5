package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Csv.Malformed;
import io.loyaltysuite.loyalty.api.v2.Csv.Row;
import io.loyaltysuite.loyalty.bulk.Together;
import io.loyaltysuite.loyalty.bulk.Together.One;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that is read while its rows are decided: those that wait together are decided together,
 * and a refused row does not stop the others.
 *
 * <pre>
 * row ─▶ its command ─▶ 200 rows wait ─▶ decided together
 *  └ none: told with its line             └ refused: told with its line
 * </pre>
 */
final class TableImport {

  private static final int TOGETHER = 200;
  private static final int MAX_ERRORS = 1000;

  private final Asked asked;
  private final Together together;
  private final Columns columns;
  private final boolean dryRun;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<RowError> errors = new ArrayList<>();
  private long rows;
  private long processed;
  private long repeated;
  private long failed;

  TableImport(Asked asked, Together together, Columns columns) {
    this.asked = asked;
    this.together = together;
    this.columns = columns;
    this.dryRun = "true".equals(asked.http().getParameter("dry_run"));
  }

  /** What the rows of a table mean. */
  interface Columns {

    /** Names of the columns that must be there. */
    List<String> required();

    /**
     * What a row asks for.
     *
     * @throws Refusal when it asks for nothing that could be done
     */
    One command(Row row);
  }

  /** A row that came to nothing, and why. */
  record RowError(long line, String code, String detail) {}

  /**
   * What became of the rows.
   *
   * @param processed rows that were done, now or by the same request before
   * @param repeated rows that happened before, by their business key
   * @param errors the first of those that failed
   */
  record Imported(long rows, long processed, long repeated, long failed, List<RowError> errors) {}

  private record Waiting(Row row, One command) {}

  Imported read() throws IOException, Malformed {
    var table = new Csv.Reader(asked.http().getInputStream());
    for (var name : columns.required()) {
      if (!table.names().contains(name)) {
        throw Refusal.missing(name);
      }
    }
    for (var row = next(table); row.isPresent(); row = next(table)) {
      rows++;
      take(row.get());
    }
    decide();
    return new Imported(rows, processed, repeated, failed, List.copyOf(errors));
  }

  /** What was read before a row that is none is decided first. */
  private Optional<Row> next(Csv.Reader table) throws IOException, Malformed {
    try {
      return table.next();
    } catch (Malformed e) {
      decide();
      throw e;
    }
  }

  private void take(Row row) {
    try {
      waiting.add(new Waiting(row, columns.command(row)));
    } catch (Refusal refusal) {
      fail(row, refusal.rejection().code(), refusal.sentence(asked.language()));
    }
    if (waiting.size() == TOGETHER) {
      decide();
    }
  }

  private void decide() {
    if (!dryRun && !waiting.isEmpty()) {
      var results =
          together.decide(
              asked.account().memberId(),
              asked.call().requestId(),
              asked.language().code(),
              waiting.stream().map(Waiting::command).toList());
      for (int i = 0; i < waiting.size(); i++) {
        count(waiting.get(i).row(), results.get(i));
      }
    }
    waiting.clear();
  }

  private void count(Row row, OperationResult result) {
    var code = result.getErrorCode();
    if (code.equals(Rejection.DUPLICATE_OPERATION.code())) {
      repeated++;
    } else if (code.isEmpty()) {
      processed++;
    } else {
      fail(row, code, result.getMessage());
    }
  }

  private void fail(Row row, String code, String detail) {
    failed++;
    if (errors.size() < MAX_ERRORS) {
      errors.add(new RowError(row.line(), code, detail));
    }
  }
}
