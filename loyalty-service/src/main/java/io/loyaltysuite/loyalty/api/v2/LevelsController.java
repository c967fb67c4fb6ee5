package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.LevelMetric;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.view.Page;
import io.loyaltysuite.loyalty.view.ProgramTexts;
import io.loyaltysuite.loyalty.view.ProgramTexts.Kind;
import io.loyaltysuite.loyalty.view.ProgramTexts.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Levels (spec 1.3) of the settings in force; to add or remove one makes the next version. */
@V2
class LevelsController {

  private static final String ALL = "/api/v2/{client_id}/admin/card-levels";

  private static final String MIN_TURNOVER = "min_turnover";
  private static final String MIN_PURCHASES = "min_purchases";

  private final ProgramTexts texts;
  private final NextVersion versions;

  LevelsController(ProgramTexts texts, NextVersion versions) {
    this.texts = texts;
    this.versions = versions;
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Named(LevelText cardLevel) {}

  private record NewLevel(String code, String name, String percentage) {

    Map<String, String> values() {
      return Map.of("code", code, "name", name, "percentage", percentage);
    }

    boolean isTheSame(Level known) {
      return known.name().equals(name)
          && known.percentage().compareTo(new BigDecimal(percentage)) == 0;
    }
  }

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    var about = texts.of(asked.portalId(), Kind.LEVEL);
    var all =
        asked.settings().ladder().levels().stream()
            .map(level -> text(asked, level, asked.settings(), about))
            .toList();
    var page = Page.of(all, asked.pageNumber());
    return asked.page("card levels list", page, page.items());
  }

  /** A level that is there already as it is asked for stays; a request may come twice. */
  @PostMapping(ALL)
  ResponseEntity<Success> add(Asked asked) {
    var body = Fields.of(asked.http());
    var code = body.required("code");
    var added =
        new NewLevel(code, body.required("name"), body.requiredNumber("default_percentage"));
    var next = next(asked, body);
    var threshold = threshold(asked, body);
    var about =
        new Text(
            Texts.emptyToNull(body.text("description")),
            Texts.emptyToNull(body.text("external_id")),
            asked.call().started());
    var settings =
        versions.change(
            asked,
            "REST: level " + code + " added",
            inForce -> with(added, body, inForce, next, threshold),
            () -> texts.put(asked.portalId(), Kind.LEVEL, code, about));
    var level = settings.ladder().level(code).orElseThrow();
    return asked.answer(
        "card level added",
        new Named(text(asked, level, settings, texts.of(asked.portalId(), Kind.LEVEL))));
  }

  private static Map<String, String> with(
      NewLevel level,
      Fields body,
      Map<String, String> inForce,
      @Nullable String next,
      @Nullable BigDecimal threshold) {
    var known = Settings.of(0, inForce).ladder().level(level.code());
    if (known.isPresent()) {
      if (!level.isTheSame(known.get())) {
        throw body.invalid("code", level.code());
      }
      return inForce;
    }
    var steps = Steps.of(inForce);
    if (!steps.add(level.values(), next, threshold)) {
      throw Refusal.missing(field(Settings.of(0, inForce)));
    }
    return steps.values();
  }

  /** Cards on the level keep their rate and are on no level then. */
  @DeleteMapping(ALL + "/{card_level_id}")
  ResponseEntity<Success> remove(Asked asked, @PathVariable("card_level_id") String id) {
    var level =
        LevelText.find(
                Asked.id(id, Refusal.nowhere(Rejection.CARD_LEVEL_NOT_FOUND)),
                asked.settings(),
                asked.account().clientId())
            .orElseThrow(() -> Refusal.nowhere(Rejection.CARD_LEVEL_NOT_FOUND));
    var text = text(asked, level, asked.settings(), texts.of(asked.portalId(), Kind.LEVEL));
    versions.change(
        asked,
        "REST: level " + level.code() + " removed",
        inForce -> {
          var steps = Steps.of(inForce);
          return steps.remove(level.code()) ? steps.values() : inForce;
        },
        () -> texts.remove(asked.portalId(), Kind.LEVEL, level.code()));
    return asked.answer("card level removed", new Named(text));
  }

  private static @Nullable String next(Asked asked, Fields body) {
    UUID id = body.id("next_level_id");
    if (id == null) {
      return null;
    }
    return LevelText.find(id, asked.settings(), asked.account().clientId())
        .map(Level::code)
        .orElseThrow(
            () -> Refusal.of(Rejection.CARD_LEVEL_NOT_FOUND, Map.of("level", id.toString())));
  }

  private static @Nullable BigDecimal threshold(Asked asked, Fields body) {
    var field = field(asked.settings());
    for (var name : List.of(MIN_TURNOVER, MIN_PURCHASES)) {
      if (!name.equals(field) && body.has(name)) {
        throw body.invalid(name, "not with this level.metric");
      }
    }
    if (!body.has(field)) {
      return null;
    }
    return field.equals(MIN_PURCHASES)
        ? new BigDecimal(body.requiredNumber(MIN_PURCHASES))
        : turnover(asked, body);
  }

  /** What a level is reached by. */
  private static String field(Settings settings) {
    return settings.levels().metric() == LevelMetric.COUNT ? MIN_PURCHASES : MIN_TURNOVER;
  }

  private static BigDecimal turnover(Asked asked, Fields body) {
    var turnover = body.object(MIN_TURNOVER);
    asked.requireCurrency(turnover.required("currency"));
    return asked.asker().rounded(new BigDecimal(turnover.requiredNumber("amount")));
  }

  private static LevelText text(
      Asked asked, Level level, Settings settings, Map<String, Text> about) {
    return LevelText.of(level, settings, asked.account().clientId(), about);
  }
}
