package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.AccrualReversed;
import io.loyaltysuite.loyalty.card.Change.Accrued;
import io.loyaltysuite.loyalty.card.Change.Activated;
import io.loyaltysuite.loyalty.card.Change.AffiliateSet;
import io.loyaltysuite.loyalty.card.Change.BlockEnded;
import io.loyaltysuite.loyalty.card.Change.Burned;
import io.loyaltysuite.loyalty.card.Change.CardBlocked;
import io.loyaltysuite.loyalty.card.Change.CardDeleted;
import io.loyaltysuite.loyalty.card.Change.CardIssued;
import io.loyaltysuite.loyalty.card.Change.CardUnblocked;
import io.loyaltysuite.loyalty.card.Change.Charge;
import io.loyaltysuite.loyalty.card.Change.Expired;
import io.loyaltysuite.loyalty.card.Change.Held;
import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.LevelChanged;
import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.MovedOut;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.Change.PaymentReversed;
import io.loyaltysuite.loyalty.card.Change.PercentageChanged;
import io.loyaltysuite.loyalty.card.Change.PurchaseReduced;
import io.loyaltysuite.loyalty.card.Change.Purchased;
import io.loyaltysuite.loyalty.card.Change.Restored;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text form of a {@link Change}: its kind and what {@code apply} needs, for events and tables. */
public final class ChangeText {

  private ChangeText() {}

  /** Kind of a change: card_issued, card_blocked, card_unblocked, accrued, paid ... */
  public static String kind(Change change) {
    return switch (change) {
      case CardIssued _ -> "card_issued";
      case CardBlocked _ -> "card_blocked";
      case CardUnblocked _ -> "card_unblocked";
      case BlockEnded _ -> "block_ended";
      case CardDeleted _ -> "card_deleted";
      case Purchased _ -> "purchased";
      case PercentageChanged _ -> "percentage_changed";
      case AffiliateSet _ -> "affiliate_set";
      case LevelChanged _ -> "level_changed";
      case Accrued _ -> "accrued";
      case Activated _ -> "activated";
      case Expired _ -> "expired";
      case Paid _ -> "paid";
      case PaymentReversed _ -> "payment_reversed";
      case AccrualReversed _ -> "accrual_reversed";
      case Burned _ -> "burned";
      case MovedOut _ -> "moved_out";
      case MovedIn _ -> "moved_in";
      case PurchaseReduced _ -> "purchase_reduced";
      case Held _ -> "held";
      case HoldCaptured _ -> "hold_captured";
      case HoldReleased(_, _, var expired) -> expired ? "hold_expired" : "hold_released";
    };
  }

  /** Everything else about the change, by name; empty texts are left out. */
  public static Map<String, String> details(Change change) {
    Map<String, String> details = new TreeMap<>();
    switch (change) {
      case CardIssued card -> write(card, details);
      case CardBlocked(var reason, var until) -> {
        details.put("block_reason", reason);
        details.put("blocked_until", text(until));
      }
      case CardUnblocked _, BlockEnded _, CardDeleted _ -> {}
      case Purchased purchased -> write(purchased, details);
      case PercentageChanged(var from, var to) -> {
        details.put("percentage_old", Wording.percentage(from));
        details.put("percentage_new", Wording.percentage(to));
      }
      case AffiliateSet(var from, var to) -> {
        details.put("affiliate_old", from);
        details.put("affiliate_new", to);
      }
      case LevelChanged level -> write(level, details);
      case Accrued accrued -> write(accrued, details);
      case Activated(var lots) ->
          details.put("lots", lots.stream().map(UUID::toString).collect(Collectors.joining(";")));
      case Expired(var lot) -> details.put("lot_id", lot.toString());
      case Paid(var charges, var document, var touchPoint) -> {
        details.put("charges", text(charges));
        details.put("document", document);
        details.put("touch_point_id", touchPoint);
      }
      case PaymentReversed(var transaction, var lots, var document) -> {
        details.put("reversed_transaction_id", transaction.toString());
        details.put("lots", restored(lots));
        details.put("document", document);
      }
      case Burned(var charges) -> details.put("charges", text(charges));
      case MovedOut(var to, var charges) -> {
        details.put("to_card_id", to.toString());
        details.put("charges", text(charges));
      }
      case MovedIn moved -> write(moved, details);
      case Held held -> write(held, details);
      case HoldCaptured(var hold, var amount, var lots) -> {
        details.put("hold_id", hold.toString());
        details.put("amount", amount.toPlainString());
        details.put("lots", restored(lots));
      }
      case HoldReleased(var hold, var lots, _) -> {
        details.put("hold_id", hold.toString());
        details.put("lots", restored(lots));
      }
      case AccrualReversed(var transaction, var charges, var document) -> {
        details.put("reversed_transaction_id", transaction.toString());
        details.put("charges", text(charges));
        details.put("document", document);
      }
      case PurchaseReduced(var purchaseId, var sum, var last) -> {
        details.put("purchase_id", purchaseId);
        details.put("sum", sum.toPlainString());
        details.put("last", Wording.flag(last));
      }
    }
    details.values().removeIf(String::isEmpty);
    return details;
  }

  private static void write(CardIssued card, Map<String, String> details) {
    details.put("number", card.number());
    details.put("barcode", card.barcode());
    details.put("external_id", card.externalId());
    details.put("contact_id", card.contactId());
    details.put("currency", card.currency().getCurrencyCode());
    details.put("status", card.status().code());
    details.put("block_reason", card.blockReason());
    details.put("percentage", Wording.percentage(card.percentage()));
    details.put("level_code", card.levelCode());
    details.put("affiliate_card_number", card.affiliateCardNumber());
  }

  private static void write(Purchased purchased, Map<String, String> details) {
    details.put("purchase_id", purchased.purchaseId());
    details.put("sum", purchased.sum().toPlainString());
    details.put("purchased_at", purchased.purchasedAt().toString());
    details.put("document", purchased.document());
    details.put("touch_point_id", purchased.touchPointId());
  }

  private static void write(Held held, Map<String, String> details) {
    details.put("hold_id", held.holdId().toString());
    details.put("charges", text(held.charges()));
    details.put("expires_at", held.expiresAt().toString());
    details.put("document", held.document());
    details.put("touch_point_id", held.touchPointId());
  }

  private static void write(MovedIn moved, Map<String, String> details) {
    Turnover turnover = moved.turnover();
    details.put("from_card_id", moved.fromCardId().toString());
    details.put("lots", restored(moved.lots()));
    write(moved.terms(), details);
    details.put("purchases_count", Long.toString(turnover.count()));
    details.put("purchases_sum", turnover.sum().text());
    details.put("currency", turnover.sum().currency().getCurrencyCode());
    details.put("last_purchased_at", text(moved.lastPurchasedAt()));
  }

  private static void write(LevelChanged level, Map<String, String> details) {
    details.put("level_old", level.from());
    write(level.to(), details);
  }

  private static void write(Terms terms, Map<String, String> details) {
    details.put("level_new", terms.levelCode());
    details.put("percentage", Wording.percentage(terms.percentage()));
    details.put("percentage_manual", Wording.flag(terms.manual()));
    details.put("level_locked_until", text(terms.levelLockedUntil()));
  }

  private static void write(Accrued accrued, Map<String, String> details) {
    details.put("lot_id", accrued.lotId().toString());
    details.put("value", accrued.value().toPlainString());
    details.put("available_from", accrued.availableFrom().toString());
    details.put("expires_at", text(accrued.expiresAt()));
    details.put("touch_point_id", accrued.touchPointId());
  }

  /**
   * Reads {@link #kind} and {@link #details} back.
   *
   * @throws IllegalArgumentException for an unknown kind
   */
  public static Change parse(String kind, Map<String, String> details) {
    Details in = new Details(details);
    return switch (kind) {
      case "card_issued" -> cardIssued(in);
      case "card_blocked" -> new CardBlocked(in.text("block_reason"), in.instant("blocked_until"));
      case "card_unblocked" -> new CardUnblocked();
      case "block_ended" -> new BlockEnded();
      case "card_deleted" -> new CardDeleted();
      case "purchased" -> purchased(in);
      case "percentage_changed" ->
          new PercentageChanged(in.percentage("percentage_old"), in.percentage("percentage_new"));
      case "affiliate_set" -> new AffiliateSet(in.text("affiliate_old"), in.text("affiliate_new"));
      case "level_changed" -> levelChanged(in);
      case "accrued" -> accrued(in);
      case "activated" -> new Activated(in.list("lots").stream().map(UUID::fromString).toList());
      case "expired" -> new Expired(in.uuid("lot_id"));
      case "paid" -> new Paid(in.charges(), in.text("document"), in.text("touch_point_id"));
      case "payment_reversed" ->
          new PaymentReversed(
              in.uuid("reversed_transaction_id"), in.restored(), in.text("document"));
      case "burned" -> new Burned(in.charges());
      case "moved_out" -> new MovedOut(in.uuid("to_card_id"), in.charges());
      case "moved_in" -> movedIn(in);
      case "held" ->
          new Held(
              in.uuid("hold_id"),
              in.charges(),
              Instant.parse(in.text("expires_at")),
              in.text("document"),
              in.text("touch_point_id"));
      case "hold_captured" ->
          new HoldCaptured(in.uuid("hold_id"), new BigDecimal(in.text("amount")), in.restored());
      case "hold_released" -> new HoldReleased(in.uuid("hold_id"), in.restored(), false);
      case "hold_expired" -> new HoldReleased(in.uuid("hold_id"), in.restored(), true);
      case "accrual_reversed" ->
          new AccrualReversed(
              in.uuid("reversed_transaction_id"), in.charges(), in.text("document"));
      case "purchase_reduced" ->
          new PurchaseReduced(
              in.text("purchase_id"), new BigDecimal(in.text("sum")), in.text("last").equals("Y"));
      default -> throw new IllegalArgumentException("entry kind: " + kind);
    };
  }

  private static CardIssued cardIssued(Details in) {
    return new CardIssued(
        in.text("number"),
        in.text("barcode"),
        in.text("external_id"),
        in.text("contact_id"),
        Currency.getInstance(in.text("currency")),
        CardStatus.of(in.text("status")),
        in.text("block_reason"),
        new BigDecimal(in.text("percentage")),
        in.text("level_code"),
        in.text("affiliate_card_number"));
  }

  private static Purchased purchased(Details in) {
    return new Purchased(
        in.text("purchase_id"),
        new BigDecimal(in.text("sum")),
        Instant.parse(in.text("purchased_at")),
        in.text("document"),
        in.text("touch_point_id"));
  }

  private static LevelChanged levelChanged(Details in) {
    return new LevelChanged(in.text("level_old"), terms(in));
  }

  private static Terms terms(Details in) {
    return new Terms(
        in.percentage("percentage"),
        in.text("percentage_manual").equals("Y"),
        in.text("level_new"),
        in.instant("level_locked_until"));
  }

  private static MovedIn movedIn(Details in) {
    Currency currency = Currency.getInstance(in.text("currency"));
    return new MovedIn(
        in.uuid("from_card_id"),
        in.restored(),
        terms(in),
        new Turnover(
            Long.parseLong(in.text("purchases_count")),
            new Money(new BigDecimal(in.text("purchases_sum")), currency)),
        in.instant("last_purchased_at"));
  }

  private static Accrued accrued(Details in) {
    return new Accrued(
        in.uuid("lot_id"),
        new BigDecimal(in.text("value")),
        Instant.parse(in.text("available_from")),
        in.instant("expires_at"),
        in.text("touch_point_id"));
  }

  private static String text(List<Charge> charges) {
    return charges.stream()
        .map(charge -> charge.lotId() + "=" + charge.amount().toPlainString())
        .collect(Collectors.joining(";"));
  }

  private static Charge charge(String text) {
    int equals = text.indexOf('=');
    return new Charge(
        UUID.fromString(text.substring(0, equals)), new BigDecimal(text.substring(equals + 1)));
  }

  private static String restored(List<Restored> lots) {
    return lots.stream().map(ChangeText::text).collect(Collectors.joining(";"));
  }

  private static String text(Restored lot) {
    return String.join(
        "=",
        lot.lotId().toString(),
        lot.amount().toPlainString(),
        lot.earnedAt().toString(),
        lot.availableFrom().toString(),
        text(lot.expiresAt()));
  }

  private static Restored restored(String text) {
    String[] in = text.split("=", -1);
    return new Restored(
        UUID.fromString(in[0]),
        new BigDecimal(in[1]),
        Instant.parse(in[2]),
        Instant.parse(in[3]),
        in[4].isEmpty() ? null : Instant.parse(in[4]));
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.toString();
  }

  private record Details(Map<String, String> values) {

    String text(String name) {
      return values.getOrDefault(name, "");
    }

    UUID uuid(String name) {
      return UUID.fromString(text(name));
    }

    BigDecimal percentage(String name) {
      return Wording.canonical(new BigDecimal(text(name)));
    }

    @Nullable Instant instant(String name) {
      String text = text(name);
      return text.isEmpty() ? null : Instant.parse(text);
    }

    List<Restored> restored() {
      return list("lots").stream().map(ChangeText::restored).toList();
    }

    List<Charge> charges() {
      return list("charges").stream().map(ChangeText::charge).toList();
    }

    List<String> list(String name) {
      String text = text(name);
      return text.isEmpty() ? List.of() : Arrays.asList(text.split(";"));
    }
  }
}
