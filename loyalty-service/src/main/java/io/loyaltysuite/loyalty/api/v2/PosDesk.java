package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.view.Cards;
import io.loyaltysuite.loyalty.view.PosOperation;
import io.loyaltysuite.loyalty.view.PosOperations;
import io.loyaltysuite.schemas.Ids;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what cash desks ask, each order once, however often it is told.
 *
 * <pre>
 * order ─▶ written down ─┬─ new, or refused before ─▶ steps ─┬─ all decided ─▶ done
 *                        ├─ begun and never ended ──▶ steps  └─ refused ─────▶ taken back, refused
 *                        │  (by {@link PosSweep} if nobody tells it again)
 *                        ├─ done, told the same ────▶ the same answer
 *                        └─ done, told otherwise ───▶ duplicate_operation
 * </pre>
 */
@Component
class PosDesk {

  private final PosOperations operations;
  private final Cards cards;
  private final Commands commands;
  private final JsonMapper json;

  PosDesk(PosOperations operations, Cards cards, Commands commands, JsonMapper json) {
    this.operations = operations;
    this.cards = cards;
    this.commands = commands;
    this.json = json;
  }

  /** A sale, which the order's number makes one and the same. */
  PosOperation sell(Asked asked, String pos, Fields body) {
    var order = PosOrder.sale(body, pos, asked.asker());
    var card = card(asked, order);
    var told =
        told(
            asked,
            Ids.derived(asked.account().clientId(), "pos/" + pos + "/" + order.number()),
            pos,
            "selling",
            order,
            null,
            card.map(Account::cardId).orElse(null),
            body);
    var begun = operations.begin(asked.portalId(), told);
    if (!begun.fingerprint().equals(told.fingerprint()) && !begun.isDone()) {
      // Somebody else began with other words and never came to an end; that comes first.
      try {
        var earlier = sell(asked.asker(), begun);
        throw differs(earlier, asked);
      } catch (Refusal refusal) {
        if (refusal.rejection() == Rejection.DUPLICATE_OPERATION) {
          throw refusal;
        }
        begun = operations.begin(asked.portalId(), told);
      }
    }
    if (!begun.fingerprint().equals(told.fingerprint())) {
      throw differs(begun, asked);
    }
    return begun.isDone() ? begun : sell(asked.asker(), begun, order);
  }

  /**
   * Goes on with an operation that was begun and never ended; doing so twice, also at once, is
   * doing it once.
   *
   * @throws Refusal when a rule refuses it
   */
  PosOperation finish(Asker asked, PosOperation operation) {
    var saleId = operation.saleId();
    return saleId == null
        ? sell(asked, operation)
        : refund(asked, operation, operations.find(asked.portalId(), saleId).orElseThrow());
  }

  private PosOperation sell(Asker asked, PosOperation operation) {
    var order = PosOrder.sale(Fields.of(operation.request()), operation.pos(), asked);
    return sell(asked, operation, order);
  }

  private PosOperation sell(Asker asked, PosOperation operation, PosOrder order) {
    var steps = new PosSteps(asked, commands, operation);
    var cardId = operation.cardId();
    return ending(
        asked,
        operation,
        steps,
        () -> {
          if (cardId != null) {
            steps.sell(order, cardId, allowsAccrual(asked, operation.touchPoint()));
          }
        });
  }

  /** A refund; whoever wants to be able to repeat it sends an Idempotency-Key. */
  PosOperation refund(Asked asked, String pos, Fields body) {
    var order = PosOrder.refund(body, pos, asked.asker());
    var sale =
        operations
            .find(asked.portalId(), UUID.fromString(order.number()))
            .filter(each -> each.type().equals("selling") && each.pos().equals(pos))
            .filter(PosOperation::isDone)
            .orElseThrow(() -> Refusal.nowhere(Rejection.TRANSACTION_NOT_FOUND));
    var id =
        asked
            .idempotencyKey()
            .map(key -> Ids.derived(asked.account().clientId(), "pos-refund/" + pos + "/" + key))
            .orElse(asked.call().id());
    var told = told(asked, id, pos, "refund", order, sale.id(), sale.cardId(), body);
    var begun = operations.begin(asked.portalId(), told);
    if (!begun.fingerprint().equals(told.fingerprint())) {
      throw Refusal.of(Rejection.IDEMPOTENCY_KEY_REUSED);
    }
    return begun.isDone() ? begun : refund(asked.asker(), begun, sale);
  }

  private PosOperation refund(Asker asked, PosOperation operation, PosOperation sale) {
    var steps = new PosSteps(asked, commands, operation);
    return ending(
        asked,
        operation,
        steps,
        () -> {
          requireRest(asked, operation, sale);
          if (sale.cardId() != null) {
            steps.refund(sale);
          }
        });
  }

  /** Refunds of one sale take no more than it was, those that are under way included. */
  private void requireRest(Asker asked, PosOperation refund, PosOperation sale) {
    var before = operations.refunded(asked.portalId(), sale.id(), refund.id());
    requireRest(asked, refund.moneySum(), sale.moneySum().subtract(before.money()));
    requireRest(asked, refund.bonusSum(), sale.bonusSum().subtract(before.bonuses()));
  }

  private static void requireRest(Asker asked, BigDecimal wanted, BigDecimal rest) {
    if (wanted.compareTo(rest) > 0) {
      var currency = asked.settings().program().currency().getCurrencyCode();
      throw Refusal.of(
          Rejection.REFUND_EXCEEDS_ORIGINAL,
          Map.of("rest", rest.max(BigDecimal.ZERO).toPlainString() + " " + currency));
    }
  }

  private PosOperation ending(Asker asked, PosOperation operation, PosSteps steps, Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      end(asked, operation, steps, "refused");
      throw refusal;
    }
    return end(asked, operation, steps, "done");
  }

  private PosOperation end(Asker asked, PosOperation operation, PosSteps steps, String state) {
    return operations.end(
        asked.portalId(),
        operation,
        state,
        json.writeValueAsString(steps.transactions()),
        steps.payment());
  }

  private PosOperation told(
      Asked asked,
      UUID id,
      String pos,
      String type,
      PosOrder order,
      @Nullable UUID saleId,
      @Nullable UUID cardId,
      Fields body) {
    return new PosOperation(
        id,
        pos,
        type,
        order.number(),
        saleId,
        cardId,
        touchPointKey(asked, order.touchPointId()),
        order.moneySum(),
        order.bonusSum(),
        1,
        "running",
        Ids.sha256(body.canonical()),
        body.canonical(),
        "[]",
        null,
        asked.call().started().truncatedTo(ChronoUnit.MILLIS));
  }

  private static Refusal differs(PosOperation known, Asked asked) {
    var zone = asked.settings().program().zone();
    var day = known.created().atZone(zone).toLocalDate();
    return Refusal.of(Rejection.DUPLICATE_OPERATION, Map.of("date", day.toString()));
  }

  /** The card of the bill; none when the client stays anonymous. */
  private Optional<Account> card(Asked asked, PosOrder order) {
    var id = order.cardId();
    var named = id == null ? "" : id.toString();
    var byId = id == null ? Optional.<Account>empty() : cards.find(asked.portalId(), id);
    var byNumber =
        order.cardNumber().isEmpty()
            ? Optional.<Account>empty()
            : cards.find(asked.portalId(), order.cardNumber());
    if ((id != null && byId.isEmpty()) || (!order.cardNumber().isEmpty() && byNumber.isEmpty())) {
      throw Refusal.of(
          Rejection.CARD_NOT_FOUND,
          Map.of("card", order.cardNumber().isEmpty() ? named : order.cardNumber()));
    }
    if (byId.isPresent()
        && byNumber.isPresent()
        && !byId.get().cardId().equals(byNumber.get().cardId())) {
      throw Refusal.of(Rejection.IDENTIFIERS_CONFLICT);
    }
    return byId.or(() -> byNumber);
  }

  /** What the settings call a touch point that is named by its id here or there. */
  private static String touchPointKey(Asked asked, String id) {
    return TouchPointText.find(id, asked.settings(), asked.account().clientId())
        .or(() -> Optional.of(id).filter(asked.settings().touchPoints()::containsKey))
        .orElseThrow(() -> Refusal.of(Rejection.TOUCH_POINT_NOT_FOUND));
  }

  private static boolean allowsAccrual(Asker asked, String key) {
    var point = asked.settings().touchPoints().get(key);
    return point != null && point.allowsAccrual();
  }
}
