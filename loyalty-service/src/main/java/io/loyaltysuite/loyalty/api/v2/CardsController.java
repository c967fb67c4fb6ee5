package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.view.Cards;
import io.loyaltysuite.loyalty.view.Contact;
import io.loyaltysuite.loyalty.view.Contacts;
import io.loyaltysuite.loyalty.view.Order;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Cards: list, one, a new one. */
@V2
class CardsController {

  private static final String ALL = "/api/v2/{client_id}/admin/cards";
  private static final String ONE = ALL + "/{card_id}";
  private static final String OWN = "/api/v2/{client_id}/user/cards/{card_id}";

  private final Cards cards;
  private final Contacts contacts;
  private final Shelf shelf;
  private final Commands commands;
  private final Outcomes outcomes;

  CardsController(
      Cards cards, Contacts contacts, Shelf shelf, Commands commands, Outcomes outcomes) {
    this.cards = cards;
    this.contacts = contacts;
    this.shelf = shelf;
    this.commands = commands;
    this.outcomes = outcomes;
  }

  record NewCard(CardText card) {}

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    var order = asked.order(Order.OfCards.class);
    var page = cards.page(asked.portalId(), order, asked.pageNumber());
    return asked.page("cards list", page, shelf.cards(asked, page.items()));
  }

  @GetMapping({ONE, OWN})
  ResponseEntity<Success> one(Asked asked, @PathVariable("card_id") String cardId) {
    return asked.answer("card", shelf.card(asked, card(asked, cardId)));
  }

  /** A new card is always one: a contact that has a card already is an error. */
  @PostMapping(ALL)
  ResponseEntity<Success> create(Asked asked) {
    var body = Fields.of(asked.http());
    var contact = contact(asked, body);
    var balance = body.object("balance");
    var inputs = new HashMap<String, String>();
    inputs.put("contact_id", contact.id().toString());
    inputs.put("crm_contact_id", contact.externalIds().getOrDefault("bitrix24", ""));
    inputs.put("phone", Objects.requireNonNullElse(contact.phone(), ""));
    inputs.put("email", Objects.requireNonNullElse(contact.email(), ""));
    inputs.put("card_number", body.required("number"));
    inputs.put("barcode", body.text("barcode"));
    inputs.put("start_balance", balance.number("amount"));
    inputs.put("percentage", body.number("percentage"));
    inputs.put("status", body.text("status"));
    inputs.put("level_code", levelCode(asked, body));
    inputs.put("affiliate_card_number", affiliate(asked, body));
    inputs.put("external_id", body.text("external_id"));
    inputs.put("if_exists", "error");
    inputs.put("reason_code", Outcomes.REASON);
    if (balance.has("amount")) {
      asked.requireCurrency(balance.text("currency"));
    }
    var lists = Commands.externalIds(contact.externalIds());
    var result = commands.decide(asked, body, "card_create", inputs, lists);
    return asked.answer("card added", new NewCard(outcomes.card(asked, result)));
  }

  private Account card(Asked asked, String cardId) {
    var id = Asked.id(cardId, Rejection.CARD_NOT_FOUND);
    return cards
        .find(asked.portalId(), id)
        .filter(card -> asked.maySee(card.contactId()))
        .orElseThrow(() -> Refusal.of(Rejection.CARD_NOT_FOUND, Map.of("card", cardId)));
  }

  private Contact contact(Asked asked, Fields body) {
    body.required("contact_id");
    return contacts
        .find(asked.portalId(), Objects.requireNonNull(body.id("contact_id")))
        .orElseThrow(() -> Refusal.of(Rejection.CONTACT_NOT_FOUND));
  }

  private static String levelCode(Asked asked, Fields body) {
    var id = body.id("card_level_id");
    if (id == null) {
      return "";
    }
    return LevelText.find(id, asked.settings(), asked.account().clientId())
        .map(Level::code)
        .orElseThrow(
            () -> Refusal.of(Rejection.CARD_LEVEL_NOT_FOUND, Map.of("level", id.toString())));
  }

  private String affiliate(Asked asked, Fields body) {
    var id = body.id("affiliate_card_id");
    if (id == null) {
      return "";
    }
    return cards
        .find(asked.portalId(), id)
        .map(Account::number)
        .orElseThrow(
            () -> Refusal.of(Rejection.AFFILIATE_CARD_NOT_FOUND, Map.of("card", id.toString())));
  }
}
