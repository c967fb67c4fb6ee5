package io.loyaltysuite.loyalty.api;

import io.loyaltysuite.loyalty.account.Company;
import io.loyaltysuite.loyalty.account.RestAccounts;
import io.loyaltysuite.loyalty.account.RestAccounts.ClientIdTaken;
import io.loyaltysuite.loyalty.account.RestAccounts.Opening;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Opens the REST interface to a portal, for whoever runs the deployment. */
@RestController
class AccountsController {

  private static final int MAX_MEMBER_ID = 64;
  private static final int MAX_RATE = 100_000;

  private final RestAccounts accounts;

  AccountsController(RestAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Id and key are drawn by the caller; the key is never told again.
   *
   * @param requestsPerSecond how fast the account may ask; null: as configured
   * @param cardIdIsUserKey whether the id of a card proves its holder; null: it does not
   * @param company what clients are told; null: nothing
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Keys(
      @NotNull UUID clientId,
      @NotNull UUID adminKey,
      @Nullable @Min(1) @Max(MAX_RATE) Integer requestsPerSecond,
      @Nullable Boolean cardIdIsUserKey,
      @Nullable @Valid Company company) {

    Opening opening() {
      return new Opening(
          clientId,
          adminKey,
          requestsPerSecond,
          Boolean.TRUE.equals(cardIdIsUserKey),
          Objects.requireNonNullElse(company, Company.UNKNOWN));
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Account(String memberId, UUID clientId) {}

  /** Called again, the old id and key no longer count. */
  @PutMapping("/accounts/{member_id}")
  Account put(@PathVariable("member_id") String memberId, @RequestBody @Valid Keys keys) {
    if (memberId.length() > MAX_MEMBER_ID) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    try {
      accounts.put(memberId, keys.opening());
    } catch (ClientIdTaken e) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
    }
    return new Account(memberId, keys.clientId());
  }
}
