package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.view.Cards;
import io.loyaltysuite.loyalty.view.Contact;
import io.loyaltysuite.loyalty.view.Contacts;
import io.loyaltysuite.loyalty.view.ProgramTexts;
import io.loyaltysuite.loyalty.view.ProgramTexts.Kind;
import io.loyaltysuite.loyalty.view.ProgramTexts.Text;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cards and contacts with what belongs to them, as they stand now: what is due has happened, even
 * if it is not written down yet.
 */
@Component
class Shelf {

  private static final Pattern OF_OURS =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Cards cards;
  private final Contacts contacts;
  private final ProgramTexts texts;
  private final InstantSource clock;

  Shelf(Cards cards, Contacts contacts, ProgramTexts texts, InstantSource clock) {
    this.cards = cards;
    this.contacts = contacts;
    this.texts = texts;
    this.clock = clock;
  }

  /** What the cards of an answer have in common. */
  private record Around(Map<String, UUID> affiliates, Map<String, Text> levels) {}

  CardText card(Asked asked, Account card) {
    return cards(asked, List.of(card)).getFirst();
  }

  List<CardText> cards(Asked asked, List<Account> states) {
    var ids = states.stream().flatMap(each -> Stream.ofNullable(contactId(each))).toList();
    var holders = contacts.find(asked.portalId(), ids);
    var around = around(asked, states);
    return states.stream().map(each -> text(asked, each, around, holder(each, holders))).toList();
  }

  ContactText contact(Asked asked, Contact contact) {
    return contacts(asked, List.of(contact)).getFirst();
  }

  List<ContactText> contacts(Asked asked, List<Contact> people) {
    var ids = people.stream().map(each -> each.id().toString()).toList();
    var held = cards.ofContacts(asked.portalId(), ids);
    var around = around(asked, List.copyOf(held.values()));
    return people.stream()
        .map(
            each -> {
              var card = Optional.ofNullable(held.get(each.id().toString()));
              var text = card.map(state -> text(asked, state, around, null)).orElse(null);
              return ContactText.of(each, text);
            })
        .toList();
  }

  private CardText text(Asked asked, Account card, Around around, @Nullable Contact holder) {
    var now = clock.instant();
    var settled = card.settledAt(now, asked.settings());
    var level =
        asked
            .settings()
            .ladder()
            .level(card.levelCode())
            .map(
                each ->
                    LevelText.of(
                        each, asked.settings(), asked.account().clientId(), around.levels()))
            .orElse(null);
    return CardText.of(
        settled,
        level,
        holder == null ? null : ContactText.of(holder, null),
        around.affiliates().get(card.affiliateCardNumber()));
  }

  private Around around(Asked asked, List<Account> states) {
    var numbers =
        states.stream().map(Account::affiliateCardNumber).filter(each -> !each.isEmpty()).toList();
    var levels =
        states.stream().allMatch(each -> each.levelCode().isEmpty())
            ? Map.<String, Text>of()
            : texts.of(asked.portalId(), Kind.LEVEL);
    return new Around(cards.idsOf(asked.portalId(), numbers), levels);
  }

  private static @Nullable Contact holder(Account card, Map<UUID, Contact> holders) {
    var id = contactId(card);
    return id == null ? null : holders.get(id);
  }

  /**
   * Cards that a portal's process issued belong to a contact of the CRM, which is not known here.
   */
  private static @Nullable UUID contactId(Account card) {
    var id = card.contactId();
    return OF_OURS.matcher(id).matches() ? UUID.fromString(id) : null;
  }
}
