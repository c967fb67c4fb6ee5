package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccounts;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Phones;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.login.CodeSender;
import io.loyaltysuite.loyalty.login.CodeSender.Message;
import io.loyaltysuite.loyalty.login.CodeSender.SendingFailed;
import io.loyaltysuite.loyalty.login.Logins;
import io.loyaltysuite.loyalty.login.Logins.TooMany;
import io.loyaltysuite.loyalty.login.Sessions;
import io.loyaltysuite.loyalty.view.Holders;
import io.loyaltysuite.schemas.Ids;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The user role: how clients of an account's clients prove who they are, and whose program it is.
 */
@V2
class UserController {

  private static final Logger LOG = LoggerFactory.getLogger(UserController.class);
  private static final String USER = "/api/v2/{client_id}/user";

  private final Logins logins;
  private final Sessions sessions;
  private final CodeSender sender;
  private final Holders holders;
  private final RestAccounts accounts;

  UserController(
      Logins logins, Sessions sessions, CodeSender sender, Holders holders, RestAccounts accounts) {
    this.logins = logins;
    this.sessions = sessions;
    this.sender = sender;
    this.holders = holders;
    this.accounts = accounts;
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record StartedText(UUID authId, String expires) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record SessionText(String token, String expires, String contactId) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record CompanyText(
      UUID id,
      String name,
      String currency,
      ContactText.Timezone timezone,
      @Nullable String logoUrl,
      @Nullable String supportEmail,
      @Nullable String supportPhone,
      String created,
      String modified) {}

  /** The answer is the same whether anybody has the phone or not. */
  @PostMapping(USER + "/contacts/auth/start-by-phone")
  ResponseEntity<Success> start(Asked asked) {
    var body = Fields.of(asked.http());
    var given = body.required("mobile_phone");
    var phone = Phones.digits(given);
    if (phone.isEmpty()) {
      throw Refusal.of(Rejection.PHONE_INVALID, Map.of("value", given, "field", "mobile_phone"));
    }
    if (!sender.isReady()) {
      throw Refusal.decided(
          Rejection.SERVICE_UNAVAILABLE,
          asked
              .language()
              .pick(
                  "Вход по телефону не настроен: не указан отправитель кодов"
                      + " (loyalty.login.sender-url).",
                  "Login by phone is not set up: nobody sends codes (loyalty.login.sender-url)."));
    }
    var key = asked.idempotencyKey().orElse(null);
    var started = limited(() -> logins.start(asked.portalId(), phone, key));
    if (!holders.withPhone(asked.portalId(), phone).isEmpty()) {
      started.code().ifPresent(code -> send(asked, started.authId(), phone, code));
    }
    return asked.answer(
        "code sent", new StartedText(started.authId(), Texts.moment(started.expires())));
  }

  /** Nobody waits for the provider: how long it takes would tell that the phone is known. */
  private void send(Asked asked, UUID authId, String phone, String code) {
    var text =
        asked
            .language()
            .pick("Код для входа: %s. Никому его не сообщайте.", "Login code: %s. Tell it nobody.")
            .formatted(code);
    var message = new Message("+" + phone, code, text);
    Thread.ofVirtual()
        .name("login-code")
        .start(
            () -> {
              try {
                sender.send(message);
              } catch (SendingFailed e) {
                LOG.warn("The code of login attempt {} is not sent: {}", authId, e.getMessage());
              }
            });
  }

  @PostMapping(USER + "/contacts/auth/finish")
  ResponseEntity<Success> finish(Asked asked) {
    var body = Fields.of(asked.http());
    body.required("auth_id");
    var authId = Objects.requireNonNull(body.id("auth_id"));
    var code = body.required("code");
    var key = asked.idempotencyKey().orElse(null);
    var phone =
        limited(() -> logins.finish(asked.portalId(), authId, code, key))
            .orElseThrow(() -> body.invalid("code", "****"));
    var contacts = holders.withPhone(asked.portalId(), phone);
    if (contacts.isEmpty()) {
      throw Refusal.of(Rejection.CONTACT_NOT_FOUND);
    }
    if (contacts.size() > 1) {
      throw Refusal.of(
          Rejection.CONTACT_AMBIGUOUS,
          Map.of("phone", "+" + phone, "n", Integer.toString(contacts.size())));
    }
    var contactId = contacts.getFirst();
    var session = sessions.open(asked.portalId(), contactId);
    return asked.answer(
        "logged in", new SessionText(session.token(), Texts.moment(session.expires()), contactId));
  }

  private static <T> T limited(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (TooMany e) {
      throw Refusal.of(Rejection.RATE_LIMITED).after(e.waiting());
    }
  }

  @GetMapping(USER + "/company/current")
  ResponseEntity<Success> company(Asked asked) {
    var told = accounts.company(asked.account());
    var company = told.company();
    var program = asked.settings().program();
    return asked.answer(
        "company",
        new CompanyText(
            Ids.derived(asked.account().clientId(), "company"),
            Objects.requireNonNullElse(company.name(), ""),
            program.currency().getCurrencyCode(),
            new ContactText.Timezone(program.zone().getId()),
            company.logoUrl(),
            company.supportEmail(),
            company.supportPhone(),
            Texts.moment(told.created()),
            Texts.moment(told.changed())));
  }
}
