package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.api.v2.Envelope.Metadata;
import io.loyaltysuite.loyalty.api.v2.Envelope.Pagination;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.view.Order;
import io.loyaltysuite.loyalty.view.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A request of an account that proved who it is.
 *
 * @param contactId whose things alone may be seen; null: everybody's
 */
record Asked(
    HttpServletRequest http,
    Call call,
    RestAccount account,
    Settings settings,
    @Nullable String contactId) {

  private static final String RUSSIAN = "ru";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

  /** Whether what belongs to a contact may be seen. */
  boolean maySee(String ofContact) {
    return contactId == null || contactId.equals(ofContact);
  }

  long portalId() {
    return account.portalId();
  }

  Language language() {
    return language(http);
  }

  /** Russian for those who prefer it; programmers read English. */
  static Language language(HttpServletRequest request) {
    var wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    return Language.of(
        wanted != null && wanted.toLowerCase(Locale.ROOT).startsWith(RUSSIAN) ? RUSSIAN : "en");
  }

  ResponseEntity<Success> answer(String message, Object data) {
    return ok(new Success(data, Metadata.of(call, message), null));
  }

  ResponseEntity<Success> page(String message, Page<?> page, List<?> data) {
    return ok(new Success(data, Metadata.of(call, message), Pagination.of(page)));
  }

  private static ResponseEntity<Success> ok(Success success) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(success);
  }

  /** The page asked for; the first one by default. */
  int pageNumber() {
    var text = http.getParameter("page");
    if (text == null || text.isEmpty()) {
      return 1;
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= Page.LAST) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, together with numbers out of range.
    }
    throw Refusal.invalid("page", text);
  }

  /** The order asked for; newest first by default. The first column is the default one. */
  <C extends Enum<C> & Order.Column> Order<C> order(Class<C> columns) {
    var asked = http.getParameter("orderBy");
    var known = columns.getEnumConstants();
    var column =
        asked == null || asked.isEmpty()
            ? known[0]
            : Arrays.stream(known)
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(asked))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("orderBy", asked));
    var direction = http.getParameter("orderDirection");
    return switch (direction == null ? "" : direction) {
      case "asc" -> new Order<>(column, true);
      case "", "desc" -> new Order<>(column, false);
      case String other -> throw Refusal.invalid("orderDirection", other);
    };
  }

  /** An id of the address; what is none leads nowhere. */
  static UUID id(String text, Rejection notFound) {
    return id(text, Refusal.of(notFound, Map.of("card", text)));
  }

  static UUID id(String text, RuntimeException otherwise) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw otherwise;
    }
  }

  /** Refuses money of another currency than the program's. */
  void requireCurrency(String given) {
    asker().requireCurrency(given);
  }

  /** What is left of the request once it is read. */
  Asker asker() {
    return new Asker(call, account, settings, language());
  }

  /**
   * What makes the request safe to repeat, if anything does.
   *
   * @throws Refusal when it cannot be one
   */
  Optional<String> idempotencyKey() {
    var key = http.getHeader(IDEMPOTENCY_KEY);
    if (key == null) {
      return Optional.empty();
    }
    if (!PRINTABLE.matcher(key).matches()) {
      throw Refusal.invalid(IDEMPOTENCY_KEY, key);
    }
    return Optional.of(key);
  }

  /** What a repeat of this request has in common with it, besides the body. */
  String target() {
    var query = http.getQueryString();
    return http.getMethod() + " " + http.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
