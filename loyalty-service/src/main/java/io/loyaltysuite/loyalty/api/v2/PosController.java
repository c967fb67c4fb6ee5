package io.loyaltysuite.loyalty.api.v2;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.api.v2.Texts.MoneyText;
import io.loyaltysuite.loyalty.card.Money;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.view.Cards;
import io.loyaltysuite.loyalty.view.PosOperation;
import io.loyaltysuite.loyalty.view.PosOperations;
import io.loyaltysuite.loyalty.view.ProgramTexts;
import io.loyaltysuite.loyalty.view.ProgramTexts.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the plug-ins for cash desks use (spec 1.12): checkin, operations, refunds. */
@V2
class PosController {

  private static final String ADMIN = "/api/v2/{client_id}/admin";
  private static final String OF_1C = ADMIN + "/1c";
  private static final String OF_IIKO = ADMIN + "/iiko";
  private static final String ANONYMOUS = "/checkin/{touch_point_id}/anonymous";
  private static final String WITH_CARD = "/checkin/{touch_point_id}/with-card-number/{number}";
  private static final String OPERATIONS = "/operations";
  private static final String OPERATION = "/operations/{operation_id}";
  private static final String REFUND = "/operations/refund";

  private final PosDesk desk;
  private final PosOperations operations;
  private final Cards cards;
  private final Shelf shelf;
  private final ProgramTexts texts;

  PosController(
      PosDesk desk, PosOperations operations, Cards cards, Shelf shelf, ProgramTexts texts) {
    this.desk = desk;
    this.operations = operations;
    this.cards = cards;
    this.shelf = shelf;
    this.texts = texts;
  }

  /** What the program allows a bill to be paid with; the share is that of the card's level. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Limits(
      String maxSharePercent,
      MoneyText min,
      MoneyText maxPerOperation,
      MoneyText maxPerDay,
      MoneyText minDocumentSum) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Checkin(TouchPointText touchPoint, @Nullable CardText card, Limits payment) {}

  /** An operation; the card as it is now. */
  @JsonNaming(SnakeCaseStrategy.class)
  record OperationText(
      UUID id,
      String operationType,
      String state,
      String number,
      @Nullable UUID refundOf,
      UUID touchPointId,
      @Nullable CardText card,
      MoneyText moneySum,
      MoneyText bonusSum,
      MoneyText totalSum,
      @JsonRawValue String transactions,
      String created) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Named(OperationText operation) {}

  @GetMapping({OF_1C + ANONYMOUS, OF_IIKO + ANONYMOUS})
  ResponseEntity<Success> anonymous(Asked asked, @PathVariable("touch_point_id") String point) {
    return checkin(asked, point, null, "");
  }

  @GetMapping({OF_1C + WITH_CARD, OF_IIKO + WITH_CARD})
  ResponseEntity<Success> withCard(
      Asked asked,
      @PathVariable("touch_point_id") String point,
      @PathVariable("number") String number) {
    var card =
        cards
            .find(asked.portalId(), number)
            .orElseThrow(() -> Refusal.of(Rejection.CARD_NOT_FOUND, Map.of("card", number)));
    return checkin(asked, point, shelf.card(asked, card), card.levelCode());
  }

  private ResponseEntity<Success> checkin(
      Asked asked, String id, @Nullable CardText card, String levelCode) {
    var settings = asked.settings();
    var key =
        TouchPointText.find(id, settings, asked.account().clientId())
            .orElseThrow(() -> Refusal.nowhere(Rejection.TOUCH_POINT_NOT_FOUND));
    var point =
        TouchPointText.of(
            key,
            Objects.requireNonNull(settings.touchPoints().get(key)),
            asked.account().clientId(),
            texts.of(asked.portalId(), Kind.TOUCH_POINT));
    var limits =
        new Limits(
            Texts.percentage(settings.maxSharePercent(levelCode)),
            money(asked, settings.payment().min()),
            money(asked, settings.payment().maxPerOperation()),
            money(asked, settings.payment().maxPerDay()),
            money(asked, settings.payment().minDocumentSum()));
    return asked.answer("checkin", new Checkin(point, card, limits));
  }

  @PostMapping({OF_1C + OPERATIONS, OF_IIKO + OPERATIONS})
  ResponseEntity<Success> sell(Asked asked) {
    var body = Fields.of(asked.http());
    var done = desk.sell(asked, pos(asked), body);
    return asked.answer("operation processed", new Named(text(asked, done)));
  }

  @PostMapping({OF_1C + REFUND, OF_IIKO + REFUND})
  ResponseEntity<Success> refund(Asked asked) {
    var body = Fields.of(asked.http());
    var done = desk.refund(asked, pos(asked), body);
    return asked.answer("operation refunded", new Named(text(asked, done)));
  }

  @GetMapping({OF_1C + OPERATIONS, OF_IIKO + OPERATIONS})
  ResponseEntity<Success> list(Asked asked) {
    var page = operations.page(asked.portalId(), pos(asked), asked.pageNumber());
    return asked.page("operations list", page, texts(asked, page.items()));
  }

  @GetMapping({OF_1C + OPERATION, OF_IIKO + OPERATION})
  ResponseEntity<Success> one(Asked asked, @PathVariable("operation_id") String text) {
    var nowhere = Refusal.nowhere(Rejection.TRANSACTION_NOT_FOUND);
    return operations
        .find(asked.portalId(), Asked.id(text, nowhere))
        .filter(each -> each.pos().equals(pos(asked)))
        .map(each -> asked.answer("operation", text(asked, each)))
        .orElseThrow(() -> nowhere);
  }

  private static String pos(Asked asked) {
    return asked.http().getRequestURI().contains("/admin/1c/") ? "1c" : "iiko";
  }

  private OperationText text(Asked asked, PosOperation operation) {
    return texts(asked, List.of(operation)).getFirst();
  }

  private List<OperationText> texts(Asked asked, List<PosOperation> some) {
    var ids = some.stream().flatMap(each -> Stream.ofNullable(each.cardId())).distinct().toList();
    var held = new HashMap<UUID, CardText>();
    shelf
        .cards(asked, cards.find(asked.portalId(), ids))
        .forEach(card -> held.put(card.id(), card));
    return some.stream().map(each -> text(asked, each, held)).toList();
  }

  private static OperationText text(Asked asked, PosOperation operation, Map<UUID, CardText> held) {
    var cardId = operation.cardId();
    var card = cardId == null ? null : held.get(cardId);
    return new OperationText(
        operation.id(),
        operation.type(),
        operation.state(),
        operation.number(),
        operation.saleId(),
        TouchPointText.id(operation.touchPoint(), asked.account().clientId()),
        card,
        money(asked, operation.moneySum()),
        money(asked, operation.bonusSum()),
        money(asked, operation.moneySum().add(operation.bonusSum())),
        operation.transactions(),
        Texts.moment(operation.created()));
  }

  /** A sum may have been told while the program had another currency. */
  private static MoneyText money(Asked asked, BigDecimal amount) {
    var currency = asked.settings().program().currency();
    return Texts.money(Money.rounded(amount, currency, RoundingMode.HALF_UP));
  }
}
