package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.card.Change.MovedIn;
import io.loyaltysuite.loyalty.card.Change.PurchaseReduced;
import io.loyaltysuite.loyalty.card.Change.Purchased;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What purchases still count, added up the plain way: one after the other. */
final class Purchases {

  /**
   * A card's entries, and those of the cards it took over, as they were then.
   *
   * @param before lives of cards that were replaced by this one, or merged into it
   */
  record Life(List<Entry> entries, List<Life> before) {}

  /** A purchase, or all that the card took over, and what is left of it. */
  private static final class Counted {
    private final @Nullable String id;
    private final String path;
    private @Nullable Instant at;
    private BigDecimal sum;
    private long count;

    Counted(@Nullable String id, String path, @Nullable Instant at, BigDecimal sum, long count) {
      this.id = id;
      this.path = path;
      this.at = at;
      this.sum = sum;
      this.count = count;
    }

    void reduce(PurchaseReduced reduced) {
      sum = sum.subtract(reduced.sum());
      count -= reduced.last() ? 1 : 0;
    }
  }

  private final List<Counted> all = new ArrayList<>();

  private Purchases() {}

  /** All there were until some time; what the card took over is one sum. */
  static Bought ever(List<Entry> entries, Period period) {
    Purchases purchases = new Purchases();
    Counted taken = new Counted(null, "", null, BigDecimal.ZERO, 0);
    purchases.count(entries, "");
    for (Entry entry : entries) {
      if (entry.change() instanceof MovedIn moved) {
        taken.sum = taken.sum.add(moved.turnover().sum().amount());
        taken.count += moved.turnover().count();
        taken.at = later(taken.at, moved.lastPurchasedAt());
      }
    }
    for (Entry entry : entries) {
      if (entry.change() instanceof PurchaseReduced reduced) {
        purchases.nearest(reduced.purchaseId(), "").orElse(taken).reduce(reduced);
      }
    }
    purchases.all.add(taken);
    return purchases.in(period);
  }

  /** Those of a period that begins, wherever they were made. */
  static Bought within(Life life, Period period) {
    Purchases purchases = new Purchases();
    purchases.count(life, "");
    purchases.reduce(life, "");
    return purchases.in(period);
  }

  private void count(Life life, String above) {
    String path = path(life, above);
    count(life.entries(), path);
    life.before().forEach(each -> count(each, path));
  }

  private void count(List<Entry> entries, String path) {
    for (Entry entry : entries) {
      if (entry.change() instanceof Purchased(var id, var sum, var at, _, _)) {
        all.add(new Counted(id, path, at, sum, 1));
      }
    }
  }

  private void reduce(Life life, String above) {
    String path = path(life, above);
    for (Entry entry : life.entries()) {
      if (entry.change() instanceof PurchaseReduced reduced) {
        nearest(reduced.purchaseId(), path).ifPresent(of -> of.reduce(reduced));
      }
    }
    life.before().forEach(each -> reduce(each, path));
  }

  private static String path(Life life, String above) {
    return above + life.entries().getFirst().cardId() + "/";
  }

  private Optional<Counted> nearest(String id, String path) {
    return all.stream()
        .filter(each -> Objects.equals(each.id, id) && each.path.startsWith(path))
        .min(
            Comparator.comparingInt((Counted each) -> each.path.length())
                .thenComparing(each -> each.path));
  }

  private Bought in(Period period) {
    long count = 0;
    BigDecimal sum = BigDecimal.ZERO;
    Instant last = null;
    for (Counted each : all) {
      if (each.at == null ? period.until() == null : period.holds(each.at)) {
        count += each.count;
        sum = sum.add(each.sum);
        last = each.count > 0 ? later(last, each.at) : last;
      }
    }
    return new Bought(count, sum, last);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
