package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Csv.Malformed;
import io.loyaltysuite.loyalty.api.v2.Csv.Row;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.api.v2.TableImport.Columns;
import io.loyaltysuite.loyalty.bulk.Together;
import io.loyaltysuite.loyalty.bulk.Together.One;
import io.loyaltysuite.loyalty.card.Operation.AddContact;
import io.loyaltysuite.schemas.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;

/** Transactions (spec 2.11), and cards with their contacts, from tables. */
@V2
class ImportController {

  private static final String IMPORT = "/api/v2/{client_id}/admin/import";
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,12})?");

  private final Together together;

  ImportController(Together together) {
    this.together = together;
  }

  /** A repeat with the same Idempotency-Key finds decided what was decided. */
  @PostMapping(IMPORT + "/transactions.csv")
  ResponseEntity<Success> transactions(Asked asked) {
    return asked.answer("transactions imported", imported(asked, new Transactions(id(asked))));
  }

  @PostMapping(IMPORT + "/cards.csv")
  ResponseEntity<Success> cards(Asked asked) {
    var zone = asked.settings().program().zone().getId();
    return asked.answer("cards imported", imported(asked, new Holders(id(asked), zone)));
  }

  private static UUID id(Asked asked) {
    return asked
        .idempotencyKey()
        .map(key -> Ids.derived(asked.account().clientId(), "import/" + key))
        .orElse(asked.call().id());
  }

  private TableImport.Imported imported(Asked asked, Columns columns) {
    try {
      return new TableImport(asked, together, columns).read();
    } catch (Malformed e) {
      throw Refusal.invalid("body", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same line with other words is another command, also in a repeated request. */
  private static One one(UUID id, Row row, String operation, Map<String, String> inputs) {
    var words = Ids.sha256(operation + new TreeMap<>(inputs));
    return new One(Ids.derived(id, row.line() + "/" + words), operation, inputs);
  }

  private static String number(Row row, String name) {
    var text = row.get(name);
    if (!text.isEmpty() && !AMOUNT.matcher(text).matches()) {
      throw Refusal.invalid(name, text);
    }
    return text;
  }

  private static String required(Row row, String name) {
    var text = row.get(name);
    if (text.isBlank()) {
      throw Refusal.missing(name);
    }
    return text;
  }

  /** A transaction a row. */
  private record Transactions(UUID id) implements Columns {

    private static final String TYPE = "transaction_type";
    private static final String VALUE = "transaction_amount";
    private static final String REASON = "transaction_reason_";

    @Override
    public List<String> required() {
      return List.of(TYPE, VALUE);
    }

    @Override
    public One command(Row row) {
      var type = row.get(TYPE);
      var operation =
          switch (type) {
            case "accrual", "accrual_transaction" -> "accrue";
            case "payment", "payment_transaction" -> "pay";
            default -> throw Refusal.invalid(TYPE, type);
          };
      ImportController.required(row, VALUE);
      if (row.get("card_id").isEmpty() && row.get("card_number").isEmpty()) {
        throw Refusal.missing("card_number");
      }
      var reasonId = row.get(REASON + "id");
      var code = row.get(REASON + "code");
      var inputs = new HashMap<String, String>();
      inputs.put("card_id", row.get("card_id"));
      inputs.put("card_number", row.get("card_number"));
      inputs.put("amount", number(row, VALUE));
      inputs.put("currency", row.get("transaction_iso_currency_code"));
      inputs.put("reason_id", reasonId);
      inputs.put("reason_code", code.isEmpty() ? Outcomes.REASON : code);
      inputs.put("reason_comment", row.get(REASON + "comment"));
      inputs.put("once_per", reasonId.isEmpty() ? "token" : "reason");
      return one(id, row, operation, inputs);
    }
  }

  /** A contact and its card a row, by the names that exported cards have. */
  private record Holders(UUID id, String zone) implements Columns {

    private static final String OPERATION = "card_create";

    @Override
    public List<String> required() {
      return List.of("number", "contact_name");
    }

    /** One command, so that a refused card leaves no contact behind. */
    @Override
    public One command(Row row) {
      var inputs = card(row);
      inputs.putAll(contact(row));
      var id = one(this.id, row, OPERATION, inputs).id();
      inputs.put("contact_id", AddContact.contactId(id).toString());
      return new One(id, OPERATION, inputs);
    }

    private Map<String, String> contact(Row row) {
      var inputs = new HashMap<String, String>();
      var timezone = row.get("contact_timezone");
      inputs.put("contact_name", ImportController.required(row, "contact_name"));
      inputs.put("contact_surname", row.get("contact_surname"));
      inputs.put("contact_patronymic", row.get("contact_patronymic"));
      inputs.put("contact_timezone", timezone.isEmpty() ? zone : timezone);
      inputs.put("contact_birthday", row.get("contact_birthday"));
      inputs.put("contact_gender", row.get("contact_gender"));
      return inputs;
    }

    private static Map<String, String> card(Row row) {
      var inputs = new HashMap<String, String>();
      inputs.put("crm_contact_id", row.get("contact_bitrix24_id"));
      inputs.put("phone", row.get("contact_mobile_phone"));
      inputs.put("email", row.get("contact_email"));
      inputs.put("card_number", ImportController.required(row, "number"));
      inputs.put("barcode", row.get("barcode"));
      inputs.put("start_balance", number(row, "balance"));
      inputs.put("percentage", number(row, "percentage"));
      inputs.put("status", row.get("status"));
      inputs.put("level_code", row.get("level_code"));
      inputs.put("external_id", row.get("external_id"));
      inputs.put("if_exists", "error");
      inputs.put("reason_code", Outcomes.REASON);
      if (!row.get("contact_bitrix24_id").isEmpty()) {
        inputs.put("external_ids", "bitrix24=" + row.get("contact_bitrix24_id"));
      }
      return inputs;
    }
  }
}
