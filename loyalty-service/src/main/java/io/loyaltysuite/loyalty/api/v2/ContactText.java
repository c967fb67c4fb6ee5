package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.view.Contact;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A contact (spec 1.4). Every key is always there. */
@JsonNaming(SnakeCaseStrategy.class)
record ContactText(
    UUID id,
    FullName fullName,
    Timezone timezone,
    @Nullable String birthday,
    String gender,
    Map<String, String> externalIds,
    @Nullable CardText card,
    @Nullable LevelText cardLevel,
    @Nullable TurnoversText turnovers,
    String created,
    String modified,
    @Nullable String mobilePhone,
    @Nullable String email) {

  record FullName(String name, @Nullable String surname, @Nullable String patronymic) {}

  record Timezone(String name) {}

  /** The contact with its card; a card within a contact has no contact, and the reverse. */
  static ContactText of(Contact contact, @Nullable CardText card) {
    var birthday = contact.birthday();
    return new ContactText(
        contact.id(),
        new FullName(contact.name(), contact.surname(), contact.patronymic()),
        new Timezone(contact.timezone()),
        birthday == null ? null : birthday.toString(),
        contact.gender(),
        contact.externalIds(),
        card,
        card == null ? null : card.cardLevel(),
        card == null ? null : card.turnovers(),
        Texts.moment(contact.created()),
        Texts.moment(contact.modified()),
        Texts.phone(contact.phone()),
        contact.email());
  }
}
