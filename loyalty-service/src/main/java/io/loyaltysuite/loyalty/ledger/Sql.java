package io.loyaltysuite.loyalty.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Columns of many rows as array parameters, for {@code unnest}. Arrays of numbers, texts and bytes
 * travel in binary form; the driver sends others as one text.
 */
final class Sql {

  private Sql() {}

  static <T> SqlArrayValue bigints(Collection<T> rows, Function<T, Long> column) {
    var values = new ArrayList<Long>(rows.size());
    rows.forEach(row -> values.add(column.apply(row)));
    return new SqlArrayValue("bigint", (Object[]) values.toArray(new Long[0]));
  }

  static <T> SqlArrayValue uuids(
      Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
    return new SqlArrayValue("uuid", array(rows, column));
  }

  static <T> SqlArrayValue texts(
      Collection<T> rows, Function<T, ? extends @Nullable String> column) {
    var values = new ArrayList<@Nullable String>(rows.size());
    rows.forEach(row -> values.add(column.apply(row)));
    return new SqlArrayValue("text", (Object[]) values.toArray(new String[0]));
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
