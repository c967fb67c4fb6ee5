package io.loyaltysuite.loyalty.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cards a decision is about.
 *
 * @param selected the one its command selects; null when it selects none
 * @param others those it leads to, e.g. to the card of a referrer; in a fixed order
 */
public record Cards(@Nullable Account selected, List<Account> others) {

  public static final Cards NONE = new Cards(null, List.of());

  public Cards {
    others = List.copyOf(others);
  }

  public static Cards of(@Nullable Account selected) {
    return new Cards(selected, List.of());
  }

  /** All of them, the selected one first. */
  public List<Account> all() {
    List<Account> all = new ArrayList<>();
    if (selected != null) {
      all.add(selected);
    }
    all.addAll(others);
    return all;
  }

  Optional<Account> other(UUID cardId) {
    return others.stream().filter(card -> card.cardId().equals(cardId)).findFirst();
  }

  /**
   * What the cards are after a decision. A card issued for a command that selected none is the
   * selected one from then on; one issued beside a selected card joins the others.
   */
  public Cards after(Decision decision) {
    Cards cards = this;
    for (Entry entry : decision.entries()) {
      cards = cards.after(entry);
    }
    return cards;
  }

  private Cards after(Entry entry) {
    if (selected == null ? others.isEmpty() : selected.cardId().equals(entry.cardId())) {
      return new Cards(Account.apply(selected, entry), others);
    }
    List<Account> changed = new ArrayList<>(others);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).cardId().equals(entry.cardId())) {
        changed.set(i, Account.apply(changed.get(i), entry));
        return new Cards(selected, changed);
      }
    }
    changed.add(Account.apply(null, entry));
    return new Cards(selected, changed);
  }

  /** Those among the others that are not as they were before. */
  public List<Account> changedSince(Cards before) {
    return others.stream().filter(card -> !before.others().contains(card)).toList();
  }
}
