package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Change.Held;
import io.loyaltysuite.loyalty.card.Change.HoldCaptured;
import io.loyaltysuite.loyalty.card.Change.HoldReleased;
import io.loyaltysuite.loyalty.card.Change.Paid;
import io.loyaltysuite.loyalty.card.Ledger.Handled;
import io.loyaltysuite.loyalty.program.Level;
import io.loyaltysuite.loyalty.program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Adds up the plain way what cards spend, and holds every payment to the limits of the program. */
final class PaymentLaws {

  private static final Set<String> BOUND = Set.of("pay", "hold", "deal_discount_amount");

  private final Map<String, BigDecimal> spent = new HashMap<>();
  private final Map<UUID, LocalDate> reserved = new HashMap<>();
  private final Map<UUID, BigDecimal> inReserve = new HashMap<>();

  void check(Handled handled) {
    Settings settings = handled.settings();
    LocalDate today =
        LocalDate.ofInstant(handled.command().receivedAt(), settings.program().zone());
    BigDecimal paid = BigDecimal.ZERO;
    for (Entry entry : handled.decision().entries()) {
      paid = paid.add(count(entry, today));
    }
    if (paid.signum() > 0 && BOUND.contains(handled.command().operation().name())) {
      Account card = Objects.requireNonNull(handled.before().selected());
      BigDecimal day = settings.payment().maxPerDay();
      assertThat(day.signum() == 0 || spent(card.cardId(), today).compareTo(day) <= 0).isTrue();
      checkDocument(handled, card, paid);
    }
  }

  /** How much was paid or set aside with an entry. */
  private BigDecimal count(Entry entry, LocalDate today) {
    BigDecimal moved = entry.amount().negate();
    switch (entry.change()) {
      case Paid _ -> add(entry.cardId(), today, moved);
      case Held held -> {
        reserved.put(held.holdId(), today);
        inReserve.put(held.holdId(), moved);
        add(entry.cardId(), today, moved);
      }
      case HoldCaptured(var hold, var charged, _) -> {
        return giveBack(entry.cardId(), hold, charged, today);
      }
      case HoldReleased(var hold, _, _) -> {
        return giveBack(entry.cardId(), hold, BigDecimal.ZERO, today);
      }
      default -> {
        return BigDecimal.ZERO;
      }
    }
    return moved;
  }

  private BigDecimal giveBack(UUID card, UUID hold, BigDecimal charged, LocalDate today) {
    if (today.equals(reserved.get(hold))) {
      add(card, today, charged.subtract(Objects.requireNonNull(inReserve.get(hold))));
    }
    return BigDecimal.ZERO;
  }

  private void add(UUID card, LocalDate day, BigDecimal amount) {
    spent.merge(card + "/" + day, amount, BigDecimal::add);
  }

  private BigDecimal spent(UUID card, LocalDate day) {
    return spent.getOrDefault(card + "/" + day, BigDecimal.ZERO);
  }

  private static void checkDocument(Handled handled, Account card, BigDecimal paid) {
    Settings settings = handled.settings();
    BigDecimal least = settings.payment().minDocumentSum();
    BigDecimal share = share(handled, card, settings);
    String given = handled.command().inputs().getOrDefault("document_sum", List.of("0")).getFirst();
    BigDecimal sum =
        Money.rounded(new BigDecimal(given), card.currency(), RoundingMode.HALF_UP).amount();
    assertThat(least.signum() == 0 || sum.compareTo(least) >= 0).isTrue();
    assertThat(
            share.compareTo(BigDecimal.valueOf(100)) >= 0
                || paid.movePointRight(2).compareTo(sum.multiply(share)) <= 0)
        .isTrue();
  }

  private static BigDecimal share(Handled handled, Account card, Settings settings) {
    List<String> given = handled.command().inputs().get("max_share_percent");
    if (given != null) {
      return new BigDecimal(given.getFirst());
    }
    for (Level level : settings.ladder().levels()) {
      BigDecimal own = level.maxPaymentShare();
      if (own != null && level.code().equals(card.levelCode())) {
        return own;
      }
    }
    return settings.payment().maxSharePercent();
  }
}
