package io.loyaltysuite.loyalty.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Contacts that were added here; those of the CRM are not known. */
@Repository
public class Contacts {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  Contacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which contacts; null parts ask for nothing. Names are compared whole, whatever their case.
   *
   * @param phone digits
   * @param externalIds all must be equal
   */
  public record Filter(
      @Nullable String name,
      @Nullable String surname,
      @Nullable String patronymic,
      @Nullable Boolean hasCard,
      @Nullable String phone,
      Map<String, String> externalIds) {}

  public Page<Contact> page(
      long portalId, Filter filter, Order<Order.OfContacts> order, int number) {
    var where = new Where(portalId);
    where.text("lower(name) = lower(?)", filter.name());
    where.text("lower(surname) = lower(?)", filter.surname());
    where.text("lower(patronymic) = lower(?)", filter.patronymic());
    where.text("phone = ?", filter.phone());
    if (!filter.externalIds().isEmpty()) {
      where.text("external_ids @> ?::jsonb", JSON.writeValueAsString(filter.externalIds()));
    }
    if (filter.hasCard() != null) {
      where.clause((filter.hasCard() ? "" : "not ") + HAS_CARD);
    }
    var total =
        jdbc.sql("select count(*) from contact c where " + where.sql())
            .params(where.values)
            .query(Long.class)
            .single();
    var items =
        jdbc.sql(
                "select * from contact c where "
                    + where.sql()
                    + order.clause("contact_id")
                    + " limit ? offset ?")
            .params(where.values)
            .params(List.of(Page.SIZE, Page.offset(number)))
            .query((row, _) -> read(row))
            .list();
    return new Page<>(items, total, number);
  }

  /** The contacts after one, in the order of their ids. */
  public List<Contact> next(long portalId, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from contact where portal_id = ? and contact_id > ?
            order by contact_id limit ?
            """)
        .params(portalId, Objects.requireNonNullElse(after, new UUID(0, 0)), limit)
        .query((row, _) -> read(row))
        .list();
  }

  public Optional<Contact> find(long portalId, UUID contactId) {
    return Optional.ofNullable(find(portalId, List.of(contactId)).get(contactId));
  }

  /** Contacts by their ids; unknown ones are absent. */
  public Map<UUID, Contact> find(long portalId, Collection<UUID> contactIds) {
    var found = new HashMap<UUID, Contact>();
    if (!contactIds.isEmpty()) {
      jdbc.sql("select * from contact where portal_id = ? and contact_id = any(?)")
          .params(portalId, new SqlArrayValue("uuid", contactIds.toArray()))
          .query((row, _) -> read(row))
          .list()
          .forEach(contact -> found.put(contact.id(), contact));
    }
    return found;
  }

  private static final String HAS_CARD =
      """
      exists (select from account a
              where a.portal_id = c.portal_id and a.contact_id = c.contact_id::text)
      """;

  private static Contact read(ResultSet row) throws SQLException {
    return new Contact(
        row.getObject("contact_id", UUID.class),
        row.getString("name"),
        row.getString("surname"),
        row.getString("patronymic"),
        row.getString("timezone"),
        row.getObject("birthday", LocalDate.class),
        row.getString("gender"),
        row.getString("phone"),
        row.getString("email"),
        JSON.readValue(row.getString("external_ids"), TEXTS),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("modified_at", OffsetDateTime.class).toInstant());
  }

  /** Conditions and their values, in order. */
  private static final class Where {

    private final List<String> clauses = new ArrayList<>(List.of("c.portal_id = ?"));
    private final List<Object> values = new ArrayList<>();

    Where(long portalId) {
      values.add(portalId);
    }

    void text(String clause, @Nullable String value) {
      if (value != null) {
        clauses.add(clause);
        values.add(value);
      }
    }

    void clause(String clause) {
      clauses.add(clause);
    }

    String sql() {
      return String.join(" and ", clauses);
    }
  }
}
