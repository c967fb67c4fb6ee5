package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.reproduce.AccountRecord;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.v1.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A card's state as bytes: the snapshot that results carry, in Avro's single-object encoding. Every
 * writer schema stays in the database, so a state written by another version can be read.
 */
@Repository
public class AccountState {

  private final BinaryMessageEncoder<Account> encoder = Account.getEncoder();
  private final BinaryMessageDecoder<Account> decoder;

  AccountState(JdbcClient jdbc) {
    EventCodec.trustEvents();
    remember(jdbc, Account.getClassSchema());
    decoder = Account.createDecoder(remembered(jdbc));
  }

  byte[] write(Account account) {
    try {
      var bytes = encoder.encode(account);
      var state = new byte[bytes.remaining()];
      bytes.get(state);
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #write} wrote, whichever version of this service did. */
  public io.loyaltysuite.loyalty.card.Account read(byte[] state) {
    try {
      return AccountRecord.read(decoder.decode(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remember(JdbcClient jdbc, Schema schema) {
    jdbc.sql("insert into state_schema (fingerprint, schema) values (?, ?) on conflict do nothing")
        .param(SchemaNormalization.parsingFingerprint64(schema))
        .param(schema.toString())
        .update();
  }

  /** The decoder asks once per schema and keeps the answer. */
  private static SchemaStore remembered(JdbcClient jdbc) {
    return fingerprint -> find(jdbc, fingerprint);
  }

  private static @Nullable Schema find(JdbcClient jdbc, long fingerprint) {
    return jdbc.sql("select schema from state_schema where fingerprint = ?")
        .param(fingerprint)
        .query(String.class)
        .optional()
        .map(new Schema.Parser()::parse)
        .orElse(null);
  }
}
