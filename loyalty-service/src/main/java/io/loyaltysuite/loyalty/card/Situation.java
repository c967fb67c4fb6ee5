package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Decision.Accepted;
import io.loyaltysuite.loyalty.card.Decision.Rejected;
import io.loyaltysuite.loyalty.program.ProgramRules;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.schemas.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything one decision may rest on beside the account, and how its answer is written. */
record Situation(
    Command command, Cards cards, Lookups lookups, Settings settings, Instant effectiveAt) {

  Wording wording() {
    return new Wording(command.language(), settings.program().zone());
  }

  /** An id that follows from the command's. */
  UUID id(String name) {
    return Ids.derived(command.id(), name);
  }

  /** The reason with the id a process gives when the caller gave none. */
  static Reason reason(Reason given, Context context) {
    if (!given.id().isEmpty() || context.workflowId().isEmpty()) {
      return given;
    }
    return new Reason(
        context.workflowId() + "|" + context.activityName(), given.code(), given.comment());
  }

  /** Checks every operation starts with: whether the program runs at all. */
  Checks programChecks() {
    Checks checks = new Checks();
    ProgramRules program = settings.program();
    if (!program.accountEnabled()) {
      checks.add(Rejection.ACCOUNT_DISABLED);
    }
    Wording wording = wording();
    if (program.licenseUntil() != null
        && wording.dayOf(effectiveAt).isAfter(program.licenseUntil())) {
      checks.add(Rejection.LICENSE_EXPIRED, Map.of("date", wording.day(program.licenseUntil())));
    }
    if (!program.enabled()) {
      checks.add(Rejection.PROGRAM_DISABLED);
    }
    return checks;
  }

  /** Checks of operations that need an active card. */
  void requireActive(Account account, Checks checks) {
    switch (account.status()) {
      case ACTIVE -> {}
      case BLOCKED ->
          checks.add(
              Rejection.CARD_BLOCKED,
              Map.of("card", account.number(), "reason", blockReason(account)));
      case DELETED -> checks.add(Rejection.CARD_DELETED, Map.of("card", account.number()));
    }
  }

  private String blockReason(Account account) {
    return account.blockReason().isEmpty()
        ? wording().pick("причина не указана", "no reason given")
        : account.blockReason();
  }

  Accepted accept(Draft draft, List<Claim> claims, Returned returned, String sentence) {
    return accept(List.of(draft), claims, returned.with(draft.account()), sentence);
  }

  /** The portal has to do its part before anybody is answered. */
  Accepted accept(
      Draft draft, List<Claim> claims, Returned returned, String sentence, PortalWork work) {
    Accepted done = accept(draft, claims, returned, sentence);
    return new Accepted(done.entries(), done.claims(), done.returned(), done.message(), work);
  }

  /** Several cards change at once; which of them the answer tells is up to the caller. */
  Accepted accept(List<Draft> drafts, List<Claim> claims, Returned returned, String sentence) {
    List<Claim> all =
        Stream.concat(drafts.stream().flatMap(draft -> draft.claims().stream()), claims.stream())
            .toList();
    List<Entry> entries = drafts.stream().flatMap(draft -> draft.entries().stream()).toList();
    return new Accepted(entries, all, returned.list(), Wording.sentence(sentence), null);
  }

  /** Nothing had to change. */
  Accepted look(@Nullable Account account, Returned returned, String sentence) {
    String message = Wording.sentence(sentence);
    return new Accepted(List.of(), List.of(), returned.with(account).list(), message, null);
  }

  Rejected reject(@Nullable Account account, Checks checks) {
    return reject(account, checks, new Returned(command));
  }

  Rejected reject(@Nullable Account account, Checks checks, Returned returned) {
    Rejection rejection = Objects.requireNonNull(checks.rejection(), "nothing was refused");
    return refusal(command, rejection, checks.parameters(), returned.with(account));
  }

  /** Refused after something had been set aside: the draft gives it back. */
  Rejected takeBack(
      Draft draft,
      List<Claim> claims,
      Rejection rejection,
      Map<String, String> parameters,
      Returned returned) {
    Accepted back = accept(draft, claims, returned, "");
    Rejected refused = refusal(command, rejection, parameters, returned);
    return new Rejected(
        rejection,
        refused.parameters(),
        back.entries(),
        back.claims(),
        refused.returned(),
        refused.message());
  }

  static Rejected refusal(
      Command command, Rejection rejection, Map<String, String> parameters, Returned returned) {
    Map<String, String> values = new HashMap<>(parameters);
    values.computeIfPresent("field", (_, field) -> Labels.of(field, command.language()));
    values.put("request_id", command.id().toString());
    String sentence = Wording.fill(rejection.template(command.language()), values);
    return new Rejected(
        rejection,
        Map.copyOf(parameters),
        List.of(),
        List.of(),
        returned.with(rejection).list(),
        sentence);
  }
}
