package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Operation.AddContact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Contacts as the engine adds them. */
@Repository
class ContactRows {

  private final JdbcClient jdbc;
  private final JsonMapper json = new JsonMapper();

  ContactRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new contact. */
  record Row(long portalId, UUID contactId, AddContact contact, Instant at) {}

  void insert(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into contact
              (portal_id, contact_id, name, surname, patronymic, timezone, birthday, gender, phone,
               email, external_ids, created_at, modified_at)
            select portal_id, contact_id, name, surname, patronymic, timezone, birthday, gender,
                   phone, email, external_ids::jsonb, at, at
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as c (portal_id, contact_id, name, surname,
              patronymic, timezone, birthday, gender, phone, email, external_ids, at)
            """)
        .param(Sql.bigints(rows, Row::portalId))
        .param(Sql.uuids(rows, Row::contactId))
        .param(Sql.texts(rows, row -> row.contact().givenName()))
        .param(Sql.texts(rows, row -> emptyToNull(row.contact().surname())))
        .param(Sql.texts(rows, row -> emptyToNull(row.contact().patronymic())))
        .param(Sql.texts(rows, row -> row.contact().timezone()))
        .param(
            new SqlArrayValue(
                "date", rows.stream().map(Row::contact).map(AddContact::birthday).toArray()))
        .param(Sql.texts(rows, row -> row.contact().gender()))
        .param(Sql.texts(rows, row -> emptyToNull(row.contact().phone())))
        .param(Sql.texts(rows, row -> emptyToNull(row.contact().email())))
        .param(Sql.texts(rows, row -> json.writeValueAsString(row.contact().externalIds())))
        .param(Sql.instants(rows, row -> row.at().atOffset(ZoneOffset.UTC)))
        .update();
  }

  private static @org.jspecify.annotations.Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
