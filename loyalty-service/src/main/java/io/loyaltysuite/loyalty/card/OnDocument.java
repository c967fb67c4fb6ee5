package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.Purchased;
import io.loyaltysuite.loyalty.card.Key.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened on a document, as the index knows it.
 *
 * @param rows in the order in which it happened
 */
record OnDocument(List<Row> rows) {

  /** What a row tells. */
  enum Sort {
    /** Bonuses moved; {@code about} is the transaction. */
    MOVED,
    /** A purchase was counted; {@code about} is its id. */
    PURCHASED,
    /** Somebody got bonuses for bringing the client; {@code tag} is whose card, as for MOVED. */
    REFERRED,
    /** Part of a purchase was taken back; {@code about} is its id. */
    UNCOUNTED,
    /** Part of the document was returned; {@code about} is the command. */
    RETURNED
  }

  /** One thing that happened; {@code tag} tells equal ones apart. */
  record Row(Sort sort, UUID cardId, BigDecimal amount, String tag, String about) {

    String text() {
      return String.join("|", sort.name(), cardId.toString(), amount.toPlainString(), tag, about);
    }

    static Row parse(String text) {
      String[] in = text.split("\\|", 5);
      return new Row(
          Sort.valueOf(in[0]), UUID.fromString(in[1]), new BigDecimal(in[2]), in[3], in[4]);
    }
  }

  static Key key(String document) {
    return new Key(Kind.DOCUMENT, document);
  }

  static OnDocument of(List<String> rows) {
    return new OnDocument(rows.stream().map(Row::parse).toList());
  }

  static List<Claim> claims(String document, UUID cardId, UUID transactionId) {
    return document.isEmpty()
        ? List.of()
        : List.of(
            claim(
                document,
                new Row(Sort.MOVED, cardId, BigDecimal.ZERO, "", transactionId.toString())));
  }

  /** A referrer's bonuses stand on the document of the client's card, where a refund finds them. */
  static List<Claim> referred(String document, UUID client, UUID referrer, UUID transactionId) {
    return document.isEmpty()
        ? List.of()
        : List.of(
            claim(
                document,
                new Row(
                    Sort.REFERRED,
                    client,
                    BigDecimal.ZERO,
                    referrer.toString(),
                    transactionId.toString())));
  }

  static List<Claim> claims(Purchased purchased, UUID cardId) {
    return purchased.document().isEmpty()
        ? List.of()
        : List.of(
            claim(
                purchased.document(),
                new Row(Sort.PURCHASED, cardId, purchased.sum(), "", purchased.purchaseId())));
  }

  static Claim claim(String document, Row row) {
    return new Claim(key(document), row.text());
  }

  Set<UUID> cards() {
    return rows.stream().map(Row::cardId).collect(Collectors.toSet());
  }

  /** Transactions on the document, oldest first. */
  List<UUID> transactions() {
    return rows.stream()
        .filter(row -> row.sort() == Sort.MOVED)
        .map(row -> UUID.fromString(row.about()))
        .toList();
  }

  /** Accruals to those who brought the client. */
  List<Row> referred() {
    return rows.stream().filter(row -> row.sort() == Sort.REFERRED).toList();
  }

  List<Row> purchases() {
    return rows.stream().filter(row -> row.sort() == Sort.PURCHASED).toList();
  }

  /** Whether there is a row of a sort about something. */
  boolean has(Sort sort, String about) {
    return rows.stream().anyMatch(row -> row.sort() == sort && row.about().equals(about));
  }

  /** Sum of the rows of a sort, about something or about anything. */
  BigDecimal sum(Sort sort, @Nullable String about) {
    return rows.stream()
        .filter(row -> row.sort() == sort && (about == null || Objects.equals(about, row.about())))
        .map(Row::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
