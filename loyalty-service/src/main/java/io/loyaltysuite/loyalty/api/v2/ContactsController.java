package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.view.Contacts;
import io.loyaltysuite.loyalty.view.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Contacts: list, one, a new one. */
@V2
class ContactsController {

  private static final String ALL = "/api/v2/{client_id}/admin/contacts";
  private static final String ONE = ALL + "/{contact_id}";
  private static final String OWN = "/api/v2/{client_id}/user/contacts/{contact_id}";

  private final Contacts contacts;
  private final Shelf shelf;
  private final Commands commands;

  ContactsController(Contacts contacts, Shelf shelf, Commands commands) {
    this.contacts = contacts;
    this.shelf = shelf;
    this.commands = commands;
  }

  record NewContact(ContactText contact) {}

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    var order = asked.order(Order.OfContacts.class);
    var page = contacts.page(asked.portalId(), filter(asked.http()), order, asked.pageNumber());
    return asked.page("contacts list", page, shelf.contacts(asked, page.items()));
  }

  @GetMapping({ONE, OWN})
  ResponseEntity<Success> one(Asked asked, @PathVariable("contact_id") String contactId) {
    var id = Asked.id(contactId, Rejection.CONTACT_NOT_FOUND);
    return asked.answer("contact", contact(asked, id));
  }

  @PostMapping(ALL)
  ResponseEntity<Success> create(Asked asked) {
    var body = Fields.of(asked.http());
    var name = body.object("full_name");
    var inputs = new HashMap<String, String>();
    inputs.put("name", name.required("name"));
    inputs.put("surname", name.text("surname"));
    inputs.put("patronymic", name.text("patronymic"));
    inputs.put("timezone", timezone(body));
    inputs.put("birthday", body.day("birthday"));
    inputs.put("gender", body.text("gender"));
    inputs.put("phone", body.text("mobile_phone"));
    inputs.put("email", body.text("email"));
    var lists = Commands.externalIds(body.object("external_ids").texts());
    var result = commands.decide(asked, body, "contact_create", inputs, lists);
    var id = UUID.fromString(Commands.returned(result, "contact_id"));
    return asked.answer("contact added", new NewContact(contact(asked, id)));
  }

  private ContactText contact(Asked asked, UUID id) {
    return contacts
        .find(asked.portalId(), id)
        .filter(found -> asked.maySee(found.id().toString()))
        .map(found -> shelf.contact(asked, found))
        .orElseThrow(() -> Refusal.of(Rejection.CONTACT_NOT_FOUND));
  }

  /** The name stays as it was sent, an old alias, too. */
  private static String timezone(Fields body) {
    var name = body.required("timezone");
    try {
      ZoneId.of(name);
      return name;
    } catch (DateTimeException _) {
      throw body.invalid("timezone", name);
    }
  }

  private static Contacts.Filter filter(HttpServletRequest request) {
    var externalIds = new HashMap<String, String>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith("external_ids[") && name.endsWith("]")) {
                externalIds.put(
                    name.substring("external_ids[".length(), name.length() - 1), values[0]);
              }
            });
    return new Contacts.Filter(
        given(request, "name"),
        given(request, "surname"),
        given(request, "patronymic"),
        hasCard(request),
        phone(request),
        externalIds);
  }

  private static @Nullable Boolean hasCard(HttpServletRequest request) {
    return switch (given(request, "is_has_card")) {
      case null -> null;
      case "true", "1" -> true;
      case "false", "0" -> false;
      case String other -> throw Refusal.invalid("is_has_card", other);
    };
  }

  /** Digits; a plus that was not encoded arrives as a space. */
  private static @Nullable String phone(HttpServletRequest request) {
    var given = given(request, "mobile_phone");
    return given == null ? null : given.replaceAll("\\D", "");
  }

  private static @Nullable String given(HttpServletRequest request, String name) {
    var value = request.getParameter(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
