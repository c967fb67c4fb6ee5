package io.loyaltysuite.loyalty.ledger;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Columns of many rows as array parameters, for {@code unnest}. */
final class Sql {

  private Sql() {}

  static <T> SqlArrayValue bigints(Collection<T> rows, Function<T, Long> column) {
    return new SqlArrayValue("bigint", array(rows, column));
  }

  static <T> SqlArrayValue uuids(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("uuid", array(rows, column));
  }

  static <T> SqlArrayValue texts(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("text", array(rows, column));
  }

  static <T> SqlArrayValue numbers(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("numeric", array(rows, column));
  }

  static <T> SqlArrayValue instants(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("timestamptz", array(rows, column));
  }

  static <T> SqlArrayValue booleans(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("boolean", array(rows, column));
  }

  static <T> SqlArrayValue jsons(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("jsonb", array(rows, column));
  }

  static <T> SqlArrayValue bytes(List<T> rows, Function<T, byte[]> column) {
    var values = new byte[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return new SqlArrayValue("bytea", (Object[]) values);
  }

  private static <T> Object[] array(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return rows.stream().map(column).toArray();
  }
}
