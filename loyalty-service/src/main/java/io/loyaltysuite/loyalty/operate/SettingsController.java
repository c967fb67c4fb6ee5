package io.loyaltysuite.loyalty.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.loyaltysuite.loyalty.ledger.SettingsHistory;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Author;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Refused;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Saved;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Outcome.Stale;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Proposal;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Version;
import io.loyaltysuite.loyalty.program.Fault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Reads and changes the program settings of a portal. */
@RestController
@RequestMapping("/portals/{memberId}/settings")
class SettingsController {

  private static final String MEMBER_ID = "[0-9A-Za-z._-]{1,64}";
  private static final int MAX_REASON = 1000;
  private static final int MAX_VERSIONS = 100;

  private final SettingsHistory history;

  SettingsController(SettingsHistory history) {
    this.history = history;
  }

  /**
   * Values to check or to save.
   *
   * @param values every setting that is not to have its default
   */
  record Values(@NotNull Map<String, @NotNull String> values) {}

  /**
   * A new version.
   *
   * @param expectedVersion the version it was made from; another one in force answers 409
   * @param reason why, for whoever reads the audit
   */
  record Change(
      @JsonProperty("expected_version") @NotNull @Min(0) Long expectedVersion,
      @NotNull Map<String, @NotNull String> values,
      @NotBlank @Size(max = MAX_REASON) @Pattern(regexp = "[^\\p{Cntrl}]*") String reason) {}

  /** A version on the wire, its values by name in alphabetic order. */
  record VersionText(
      long version,
      String author,
      String reason,
      @JsonProperty("created_at") @Nullable Instant createdAt,
      Map<String, String> values) {

    static VersionText of(Version version) {
      return new VersionText(
          version.version(),
          version.author(),
          version.reason(),
          version.at(),
          new TreeMap<>(version.values()));
    }
  }

  /** A version in a list, without its values. */
  record Heading(
      long version,
      String author,
      String reason,
      @JsonProperty("created_at") @Nullable Instant createdAt) {

    static Heading of(Version version) {
      return new Heading(version.version(), version.author(), version.reason(), version.at());
    }
  }

  record Headings(List<Heading> versions) {}

  /** A fault on the wire; the sentences stand in it as a manager reads them. */
  record FaultText(String setting, String got, String ru, String en) {

    static FaultText of(Fault fault) {
      return new FaultText(fault.setting(), fault.got(), fault.inRussian(), fault.inEnglish());
    }
  }

  record Faults(List<FaultText> faults) {

    static Faults of(List<Fault> faults) {
      return new Faults(faults.stream().map(FaultText::of).toList());
    }
  }

  /** Another version is in force than the caller saw. */
  record Conflict(@JsonProperty("current_version") long currentVersion) {}

  @GetMapping
  VersionText current(@PathVariable @Pattern(regexp = MEMBER_ID) String memberId) {
    return VersionText.of(history.current(memberId));
  }

  /** Saves the next version; it is in force when this returns. */
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> change(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestBody @Valid Change change,
      Principal operator) {
    var proposal =
        new Proposal(
            memberId,
            change.expectedVersion(),
            change.values(),
            Author.ofOperator(operator.getName()),
            change.reason());
    return switch (history.change(proposal)) {
      case Saved(var version) -> ResponseEntity.ok(VersionText.of(version));
      case Stale(var current) ->
          ResponseEntity.status(HttpStatus.CONFLICT).body(new Conflict(current));
      case Refused(var faults) -> ResponseEntity.unprocessableContent().body(Faults.of(faults));
    };
  }

  /** What saving these values would say; saves nothing. */
  @PostMapping(path = "/check", consumes = MediaType.APPLICATION_JSON_VALUE)
  Faults check(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestBody @Valid Values values) {
    return Faults.of(history.check(memberId, values.values()));
  }

  /** Versions below {@code before}, the newest first. */
  @GetMapping("/versions")
  Headings versions(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestParam(defaultValue = "9223372036854775807") @Min(0) long before,
      @RequestParam(defaultValue = "20") @Min(1) @Max(MAX_VERSIONS) int limit) {
    return new Headings(history.list(memberId, before, limit).stream().map(Heading::of).toList());
  }

  @GetMapping("/versions/{version}")
  VersionText version(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId, @PathVariable long version) {
    return history
        .version(memberId, version)
        .map(VersionText::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
