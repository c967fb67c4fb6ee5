package io.loyaltysuite.simulator.portal;

import io.loyaltysuite.simulator.php.Php;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The portal's checks of a registered activity, in its order and with its words (protocol 7.3).
 * Pure.
 */
public final class ActivityForm {

  private static final String INVALID = "ERROR_ACTIVITY_VALIDATION_FAILURE";
  private static final int MAX_CODE = 128;
  private static final int MAX_HANDLER = 1000;
  private static final int MAX_PROPERTIES = 65_535;
  private static final Set<String> KEYED_BY_NAME =
      Set.of("PROPERTIES", "RETURN_PROPERTIES", "OPTIONS");

  /** An error of the portal: its code and its words. */
  public record Problem(String code, String text) {}

  private ActivityForm() {}

  /**
   * Keys in upper case at every level, except names of properties and keys of options (protocol
   * 7.1).
   */
  public static Map<String, Object> upper(Map<String, Object> form) {
    var result = new LinkedHashMap<String, Object>();
    form.forEach(
        (key, value) -> {
          String name = key.toUpperCase(Locale.ROOT);
          result.put(name, KEYED_BY_NAME.contains(name) ? upperBelow(value) : upperValue(value));
        });
    return result;
  }

  private static Object upperBelow(Object value) {
    var result = new LinkedHashMap<String, Object>();
    Optional<Map<String, Object>> array = Php.array(value);
    array.ifPresent(map -> map.forEach((key, element) -> result.put(key, upperValue(element))));
    return array.isPresent() ? result : value;
  }

  private static Object upperValue(Object value) {
    return Php.array(value).<Object>map(ActivityForm::upper).orElse(value);
  }

  /** What is wrong with the code of an activity, checks 4 and 5. */
  public static Optional<Problem> checkCode(@Nullable Object code) {
    if (Php.empty(code)) {
      return invalid("Empty activity code!");
    }
    if (!(code instanceof String text) || !text.matches("(?i)[a-z0-9.\\-_]+")) {
      return invalid("Wrong activity code!");
    }
    return Optional.empty();
  }

  /** What is wrong with the form of a new activity, checks 3 to 14. */
  public static Optional<Problem> checkNew(Map<String, Object> form, boolean robot) {
    if (form.isEmpty()) {
      return invalid("Empty data!");
    }
    return checkCode(form.get("CODE"))
        .or(() -> checkHandler(form.get("HANDLER")))
        .or(() -> Php.empty(form.get("NAME")) ? invalid("Empty activity NAME!") : Optional.empty())
        .or(() -> checkProperties(form.get("PROPERTIES")))
        .or(() -> robot ? checkDocumentType(form.get("DOCUMENT_TYPE")) : Optional.empty())
        .or(() -> checkProperties(form.get("RETURN_PROPERTIES")))
        .or(() -> checkDocumentType(form.get("DOCUMENT_TYPE")))
        .or(() -> checkFilter(form.get("FILTER")));
  }

  /** What is wrong with the changes of an activity (protocol 7.4). */
  public static Optional<Problem> checkChanges(Map<String, Object> changes) {
    Optional<Problem> none = Optional.empty();
    return (changes.containsKey("HANDLER") ? checkHandler(changes.get("HANDLER")) : none)
        .or(() -> checkProperties(changes.get("PROPERTIES")))
        .or(() -> checkProperties(changes.get("RETURN_PROPERTIES")))
        .or(() -> checkDocumentType(changes.get("DOCUMENT_TYPE")))
        .or(() -> checkFilter(changes.get("FILTER")));
  }

  /** Lengths the database can hold, check 19. */
  public static Optional<Problem> checkSizes(Map<String, Object> form) {
    boolean fits =
        Php.text(form.get("CODE")).length() <= MAX_CODE
            && Php.text(form.get("HANDLER")).length() <= MAX_HANDLER
            && serialisedSize(Php.normal(form.get("PROPERTIES"))) < MAX_PROPERTIES;
    return fits ? Optional.empty() : problem("ERROR_ACTIVITY_ADD_FAILURE", "Activity save error!");
  }

  /** Size in octets of PHP's {@code serialize()}: {@code s:3:"abc";}, {@code a:1:{...}}. */
  private static int serialisedSize(Object value) {
    if (value instanceof Map<?, ?> array) {
      int size = 5 + Integer.toString(array.size()).length();
      for (Map.Entry<?, ?> entry : array.entrySet()) {
        size +=
            serialisedSize(String.valueOf(entry.getKey()))
                + serialisedSize(Php.normal(entry.getValue()));
      }
      return size;
    }
    int length = Php.text(value).getBytes(StandardCharsets.UTF_8).length;
    return length + 6 + Integer.toString(length).length();
  }

  /** What is wrong with an address, checks 6 and 7. */
  public static Optional<Problem> checkHandler(@Nullable Object handler) {
    URI uri;
    try {
      uri = URI.create(Php.text(handler));
    } catch (IllegalArgumentException malformed) {
      return problem("ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
    }
    String host = uri.getHost();
    if (host == null || host.indexOf('.', 1) < 0) {
      return problem("ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
    }
    String scheme = uri.getScheme();
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)
        ? Optional.empty()
        : problem("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported handler protocol");
  }

  private static Optional<Problem> checkProperties(@Nullable Object properties) {
    if (Php.empty(properties)) {
      return Optional.empty();
    }
    Optional<Map<String, Object>> array = Php.array(properties);
    if (array.isEmpty()) {
      return invalid("Wrong properties array!");
    }
    for (var property : array.get().entrySet()) {
      if (!property.getKey().matches("(?i)[a-z][a-z0-9_]*")) {
        return invalid("Wrong property key (" + property.getKey() + ")!");
      }
      if (Php.empty(Php.toArray(property.getValue()).get("NAME"))) {
        return invalid("Empty property NAME (" + property.getKey() + ")!");
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> checkDocumentType(@Nullable Object type) {
    if (Php.empty(type)) {
      return Optional.empty();
    }
    boolean usable =
        Php.array(type)
            .filter(parts -> parts.size() == 3 && parts.values().stream().noneMatch(Php::empty))
            .isPresent();
    return usable ? Optional.empty() : invalid("Wrong activity DOCUMENT_TYPE!");
  }

  private static Optional<Problem> checkFilter(@Nullable Object filter) {
    return Php.empty(filter) || Php.array(filter).isPresent()
        ? Optional.empty()
        : invalid("Wrong activity FILTER!");
  }

  private static Optional<Problem> invalid(String text) {
    return problem(INVALID, text);
  }

  private static Optional<Problem> problem(String code, String text) {
    return Optional.of(new Problem(code, text));
  }
}
