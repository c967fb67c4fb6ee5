package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.reproduce.Reproduction.Differs;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Finds the first field in which two records differ, in the order of their schema. */
final class Comparison {

  /** The answer of a result; its other fields are what the answer rests on. */
  private static final Set<String> ANSWER =
      Set.of(
          "result_id",
          "status",
          "error_code",
          "retryable",
          "message",
          "returned",
          "entries",
          "account_after",
          "others_after",
          "portal_work");

  private Comparison() {}

  static Optional<Differs> firstDifference(OperationResult recorded, OperationResult today) {
    return recorded.getSchema().getFields().stream()
        .filter(field -> ANSWER.contains(field.name()))
        .map(field -> field(field, "", recorded, today))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Differs> field(
      Field field, String prefix, SpecificRecord recorded, SpecificRecord today) {
    return value(prefix + field.name(), recorded.get(field.pos()), today.get(field.pos()));
  }

  /** Goes down to plain values: a generated record cannot be asked whether it equals another. */
  private static Optional<Differs> value(
      String path, @Nullable Object recorded, @Nullable Object today) {
    if (recorded instanceof SpecificRecord a && today instanceof SpecificRecord b) {
      return record(path, a, b);
    }
    if (recorded instanceof List<?> a && today instanceof List<?> b) {
      return list(path, a, b);
    }
    if (recorded instanceof Map<?, ?> a && today instanceof Map<?, ?> b) {
      return map(path, a, b);
    }
    return Objects.equals(recorded, today)
        ? Optional.empty()
        : Optional.of(new Differs(path, text(recorded), text(today)));
  }

  private static Optional<Differs> record(String path, SpecificRecord a, SpecificRecord b) {
    return a.getSchema().getFields().stream()
        .map(field -> field(field, path + ".", a, b))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Differs> list(String path, List<?> a, List<?> b) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      Object left = i < a.size() ? a.get(i) : null;
      Object right = i < b.size() ? b.get(i) : null;
      Optional<Differs> difference = element(path, i, left, right);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** Variables are named, not numbered: {@code returned.card_balance}. */
  private static Optional<Differs> element(
      String path, int index, @Nullable Object a, @Nullable Object b) {
    if (a instanceof io.loyaltysuite.schemas.v1.Variable left
        && b instanceof io.loyaltysuite.schemas.v1.Variable right
        && left.getName().equals(right.getName())) {
      return value(path + "." + left.getName(), left.getValue(), right.getValue());
    }
    return value(path + "[" + index + "]", a, b);
  }

  private static Optional<Differs> map(String path, Map<?, ?> a, Map<?, ?> b) {
    Set<String> keys = new TreeSet<>();
    a.keySet().forEach(key -> keys.add(key.toString()));
    b.keySet().forEach(key -> keys.add(key.toString()));
    return keys.stream()
        .map(key -> value(path + "." + key, a.get(key), b.get(key)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "(absent)" : value.toString();
  }
}
