package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Operation.CheckConnection;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says that the application answers, or refuses as asked, so that a process can be rehearsed. */
final class Checking {

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private Checking() {}

  static Decision decide(CheckConnection check, Situation now, Checks checks) {
    if (!check.failWith().isEmpty()) {
      refuse(check.failWith(), checks);
    }
    if (!checks.passed()) {
      return now.reject(null, checks);
    }
    LocalDate licenseUntil = now.settings().program().licenseUntil();
    Returned returned =
        new Returned(now.command())
            .with("echo", check.text())
            .with("server_time", now.wording().isoInstant(now.effectiveAt()))
            .with("portal", now.command().memberId())
            .with("license_until", licenseUntil == null ? "" : licenseUntil.toString());
    return now.look(
        null,
        returned,
        now.wording()
            .pick("Приложение лояльности на связи.", "The loyalty application is reachable."));
  }

  private static void refuse(String code, Checks checks) {
    // A failure that is only played would wake somebody.
    Optional<Rejection> rejection =
        Stream.of(Rejection.values())
            .filter(each -> each != Rejection.INTERNAL_ERROR && each.code().equals(code))
            .findFirst();
    if (rejection.isPresent()) {
      checks.add(rejection.get(), places(rejection.get()));
    } else {
      checks.add(Rejection.INPUT_INVALID, Map.of("field", "fail_with", "value", code));
    }
  }

  /** Something to stand where the values of a real refusal would. */
  private static Map<String, String> places(Rejection rejection) {
    return PLACE
        .matcher(rejection.template(Language.EN))
        .results()
        .map(place -> place.group(1))
        .distinct()
        .collect(Collectors.toMap(name -> name, _ -> "…"));
  }
}
