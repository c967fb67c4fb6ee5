package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Csv.Malformed;
import io.loyaltysuite.loyalty.api.v2.Csv.Row;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.bulk.Together;
import io.loyaltysuite.loyalty.bulk.Together.One;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.schemas.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Transactions from a table (spec 2.11), row by row as they come: rows that wait together are
 * decided together, and a refused row does not stop the others.
 */
@V2
class ImportController {

  private static final int TOGETHER = 200;
  private static final int MAX_ERRORS = 1000;
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,12})?");

  private static final String TYPE = "transaction_type";
  private static final String AMOUNT_NAME = "transaction_amount";
  private static final String CURRENCY = "transaction_iso_currency_code";
  private static final String REASON = "transaction_reason_";

  private final Together together;

  ImportController(Together together) {
    this.together = together;
  }

  /** A row that came to nothing, and why. */
  record RowError(long line, String code, String detail) {}

  /**
   * What became of the rows.
   *
   * @param processed rows that became transactions, now or by the same request before
   * @param repeated rows whose reason their card had before
   * @param errors the first of those that failed
   */
  record Imported(long rows, long processed, long repeated, long failed, List<RowError> errors) {}

  /** The table is read while its rows are decided. */
  private final class Import {
    private final Asked asked;
    private final UUID id;
    private final boolean dryRun;
    private final List<Row> waiting = new ArrayList<>();
    private final List<One> commands = new ArrayList<>();
    private final List<RowError> errors = new ArrayList<>();
    private long rows;
    private long processed;
    private long repeated;
    private long failed;

    Import(Asked asked, UUID id, boolean dryRun) {
      this.asked = asked;
      this.id = id;
      this.dryRun = dryRun;
    }

    Imported read() throws IOException, Malformed {
      var table = new Csv.Reader(asked.http().getInputStream());
      for (var name : List.of(TYPE, AMOUNT_NAME)) {
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

    /** What was read before a row that is none is decided first, so that it can be told. */
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
        var command = command(row);
        waiting.add(row);
        commands.add(command);
      } catch (Refusal refusal) {
        fail(row, refusal.rejection().code(), refusal.sentence(asked.language()));
      }
      if (commands.size() == TOGETHER) {
        decide();
      }
    }

    private One command(Row row) {
      var type = row.get(TYPE);
      var operation =
          switch (type) {
            case "accrual", "accrual_transaction" -> "accrue";
            case "payment", "payment_transaction" -> "pay";
            default -> throw Refusal.invalid(TYPE, type);
          };
      if (!AMOUNT.matcher(row.get(AMOUNT_NAME)).matches()) {
        throw Refusal.invalid(AMOUNT_NAME, row.get(AMOUNT_NAME));
      }
      if (row.get("card_id").isEmpty() && row.get("card_number").isEmpty()) {
        throw Refusal.missing("card_number");
      }
      var reasonId = row.get(REASON + "id");
      var code = row.get(REASON + "code");
      var inputs = new HashMap<String, String>();
      inputs.put("card_id", row.get("card_id"));
      inputs.put("card_number", row.get("card_number"));
      inputs.put("amount", row.get(AMOUNT_NAME));
      inputs.put("currency", row.get(CURRENCY));
      inputs.put("reason_id", reasonId);
      inputs.put("reason_code", code.isEmpty() ? Outcomes.REASON : code);
      inputs.put("reason_comment", row.get(REASON + "comment"));
      inputs.put("once_per", reasonId.isEmpty() ? "token" : "reason");
      // The same line with other words is another command, also in a repeated request.
      var words = Ids.sha256(operation + new TreeMap<>(inputs));
      return new One(Ids.derived(id, row.line() + "/" + words), operation, inputs);
    }

    private void decide() {
      if (!dryRun && !commands.isEmpty()) {
        var results =
            together.decide(
                asked.account().memberId(),
                asked.call().requestId(),
                asked.language().code(),
                commands);
        for (int i = 0; i < results.size(); i++) {
          var code = results.get(i).getErrorCode();
          if (code.isEmpty()) {
            processed++;
          } else if (code.equals(Rejection.DUPLICATE_OPERATION.code())) {
            repeated++;
          } else {
            fail(waiting.get(i), code, results.get(i).getMessage());
          }
        }
      }
      waiting.clear();
      commands.clear();
    }

    private void fail(Row row, String code, String detail) {
      failed++;
      if (errors.size() < MAX_ERRORS) {
        errors.add(new RowError(row.line(), code, detail));
      }
    }
  }

  /** A repeat with the same Idempotency-Key finds decided what was decided. */
  @PostMapping("/api/v2/{client_id}/admin/import/transactions.csv")
  ResponseEntity<Success> transactions(Asked asked) {
    var id =
        asked
            .idempotencyKey()
            .map(key -> Ids.derived(asked.account().clientId(), "import/" + key))
            .orElse(asked.call().id());
    var dryRun = asked.http().getParameter("dry_run");
    try {
      var imported = new Import(asked, id, "true".equals(dryRun)).read();
      return asked.answer("transactions imported", imported);
    } catch (Malformed e) {
      throw Refusal.invalid("body", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
