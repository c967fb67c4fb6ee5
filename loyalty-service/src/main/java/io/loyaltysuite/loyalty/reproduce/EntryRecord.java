package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.ChangeText;
import io.loyaltysuite.loyalty.card.Entry;
import io.loyaltysuite.loyalty.card.Reason;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Entries as the rows of results; the reason stands among the details. */
public final class EntryRecord {

  private EntryRecord() {}

  public static io.loyaltysuite.schemas.v1.Entry write(Entry entry) {
    Map<String, String> details = new TreeMap<>(ChangeText.details(entry.change()));
    details.put("reason_id", entry.reason().id());
    details.put("reason_code", entry.reason().code());
    details.put("reason_comment", entry.reason().comment());
    details.values().removeIf(String::isEmpty);
    UUID transaction = entry.transactionId();
    var record = new io.loyaltysuite.schemas.v1.Entry();
    record.setEntryId(entry.id().toString());
    record.setCardId(entry.cardId().toString());
    record.setSeq(entry.seq());
    record.setKind(ChangeText.kind(entry.change()));
    record.setAmount(entry.amount().toPlainString());
    record.setBalanceAfter(entry.balanceAfter().toPlainString());
    record.setTransactionId(transaction == null ? "" : transaction.toString());
    record.setDetails(details);
    record.setAt(entry.at());
    return record;
  }

  public static Entry read(io.loyaltysuite.schemas.v1.Entry record) {
    Map<String, String> details = record.getDetails();
    String transaction = record.getTransactionId();
    return new Entry(
        UUID.fromString(record.getEntryId()),
        UUID.fromString(record.getCardId()),
        record.getSeq(),
        record.getAt(),
        new BigDecimal(record.getAmount()),
        new BigDecimal(record.getBalanceAfter()),
        transaction.isEmpty() ? null : UUID.fromString(transaction),
        new Reason(
            details.getOrDefault("reason_id", ""),
            details.getOrDefault("reason_code", ""),
            details.getOrDefault("reason_comment", "")),
        ChangeText.parse(record.getKind(), details));
  }
}
