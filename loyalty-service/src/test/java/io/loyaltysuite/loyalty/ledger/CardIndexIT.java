package io.loyaltysuite.loyalty.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.loyalty.Rig;
import io.loyaltysuite.loyalty.card.Claim;
import io.loyaltysuite.loyalty.card.Key;
import io.loyaltysuite.loyalty.ledger.CardIndex.Claimed;
import io.loyaltysuite.loyalty.ledger.CardIndex.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** What the index keeps of the claims on a key, and what it finds. */
class CardIndexIT {

  private static final long PORTAL = 7;
  private static final long OTHER_PORTAL = 8;

  @Test
  void keepsClaimsAsTheirKindsSay() {
    try (var rig = new Rig()) {
      var index = rig.start().getBean(CardIndex.class);

      index.add(List.of(claimed(Key.Kind.CONTACT, "42", "first")));
      index.add(List.of(claimed(Key.Kind.CONTACT, "42", "second")));
      index.add(List.of(claimed(Key.Kind.CONTACT, "42", "first")));
      assertThat(found(index, PORTAL, Key.Kind.CONTACT, "42")).containsExactly("first", "second");
      assertThat(found(index, PORTAL, Key.Kind.PHONE, "42")).isEmpty();
      assertThat(found(index, OTHER_PORTAL, Key.Kind.CONTACT, "42")).isEmpty();

      index.add(List.of(claimed(Key.Kind.STANDING, "42", "active")));
      index.add(List.of(claimed(Key.Kind.STANDING, "42", "blocked")));
      assertThat(found(index, PORTAL, Key.Kind.STANDING, "42")).containsExactly("blocked");

      index.add(List.of(claimed(Key.Kind.ONCE, "42", "done")));
      assertThatThrownBy(() -> index.add(List.of(claimed(Key.Kind.ONCE, "42", "again"))))
          .isInstanceOf(DuplicateKeyException.class);
      assertThat(found(index, PORTAL, Key.Kind.ONCE, "42")).containsExactly("done");
    }
  }

  private static Claimed claimed(Key.Kind kind, String text, String value) {
    return new Claimed(PORTAL, new Claim(new Key(kind, text), value));
  }

  private static List<String> found(CardIndex index, long portalId, Key.Kind kind, String text) {
    var place = new Place(portalId, new Key(kind, text));
    return index.find(List.of(place)).getOrDefault(place, List.of("not answered"));
  }
}
