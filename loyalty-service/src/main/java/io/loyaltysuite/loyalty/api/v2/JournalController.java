package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccounts;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.history.History;
import io.loyaltysuite.loyalty.history.HistoryRecord;
import io.loyaltysuite.loyalty.history.Level;
import io.loyaltysuite.loyalty.view.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The application's journal (spec 1.9), told by the journal service, and how much of it is told.
 */
@V2
class JournalController {

  private static final String ADMIN = "/api/v2/{client_id}/admin";
  private static final String ALL = ADMIN + "/application-journal";
  private static final String OPTIONS = ADMIN + "/application-journal-options";
  private static final String ONLY_OPTION = "core-application-journal-record-level";

  private final History history;
  private final RestAccounts accounts;

  JournalController(History history, RestAccounts accounts) {
    this.history = history;
    this.accounts = accounts;
  }

  /**
   * A record. What of it nobody knows without looking into values is null.
   *
   * @param eventUuid of the event, which is the record's id
   * @param payload what the journal knows by labels
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record RecordText(
      UUID id,
      String timestamp,
      String level,
      String source,
      String message,
      UUID eventUuid,
      @Nullable String requestId,
      String portal,
      @Nullable String workflowId,
      @Nullable String activityCode,
      @Nullable UUID cardId,
      @Nullable String cardNumber,
      @Nullable String documentId,
      @Nullable String errorCode,
      Map<String, String> payload) {

    static RecordText of(HistoryRecord record, String portal) {
      var ofRequest = record.source().equals("rest");
      var about = Texts.emptyToNull(record.workflow());
      return new RecordText(
          record.id(),
          Texts.moment(record.at()),
          record.level().code(),
          record.source(),
          record.message(),
          record.id(),
          ofRequest ? about : null,
          portal,
          ofRequest ? null : about,
          Texts.emptyToNull(record.activity()),
          null,
          null,
          null,
          Texts.emptyToNull(record.errorCode()),
          Map.of("type", record.type(), "kind", record.kind(), "status", record.status()));
    }
  }

  record OptionText(String code, String level) {}

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    var lowest = lowest(asked);
    var exact = level(asked.http());
    var portal = asked.account().memberId();
    var all =
        history.newest(portal, moment(asked, "date_from", 0), moment(asked, "date_to", 1)).stream()
            .filter(each -> each.level().reaches(lowest))
            .filter(each -> exact == null || each.level() == exact)
            .map(each -> RecordText.of(each, portal))
            .toList();
    var page = Page.of(all, asked.pageNumber());
    return asked.page("application journal", page, page.items());
  }

  @GetMapping(ALL + "/{record_id}")
  ResponseEntity<Success> one(Asked asked, @PathVariable("record_id") String text) {
    var id = Asked.id(text, new NoSuchThing());
    var portal = asked.account().memberId();
    return history
        .find(portal, id)
        .map(each -> asked.answer("journal record", RecordText.of(each, portal)))
        .orElseThrow(NoSuchThing::new);
  }

  @GetMapping(OPTIONS)
  ResponseEntity<Success> options(Asked asked) {
    var page =
        Page.of(List.of(new OptionText(ONLY_OPTION, lowest(asked).code())), asked.pageNumber());
    return asked.page("application journal options", page, page.items());
  }

  @GetMapping(OPTIONS + "/{option_code}")
  ResponseEntity<Success> option(Asked asked, @PathVariable("option_code") String code) {
    requireKnown(code);
    return asked.answer("application journal option", new OptionText(code, lowest(asked).code()));
  }

  @PostMapping(OPTIONS + "/{option_code}")
  ResponseEntity<Success> change(Asked asked, @PathVariable("option_code") String code) {
    requireKnown(code);
    var body = Fields.of(asked.http());
    var given = body.required("level");
    var level = Level.of(given).orElseThrow(() -> body.invalid("level", given));
    accounts.setJournalLevel(asked.account(), level.code());
    return asked.answer("application journal option set", new OptionText(code, level.code()));
  }

  private static void requireKnown(String code) {
    if (!code.equals(ONLY_OPTION)) {
      throw new NoSuchThing();
    }
  }

  private Level lowest(Asked asked) {
    return Level.of(accounts.journalLevel(asked.account())).orElse(Level.INFO);
  }

  private static @Nullable Level level(HttpServletRequest request) {
    var given = request.getParameter("level");
    return given == null || given.isEmpty()
        ? null
        : Level.of(given).orElseThrow(() -> Refusal.invalid("level", given));
  }

  /** A moment with an offset, or a day in the program's zone; the last day counts as a whole. */
  private static @Nullable Instant moment(Asked asked, String name, int daysLater) {
    var given = asked.http().getParameter(name);
    if (given == null || given.isEmpty()) {
      return null;
    }
    ZoneId zone = asked.settings().program().zone();
    try {
      return given.indexOf('T') < 0
          ? LocalDate.parse(given).plusDays(daysLater).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
    } catch (DateTimeException _) {
      throw Refusal.invalid(name, given);
    }
  }
}
