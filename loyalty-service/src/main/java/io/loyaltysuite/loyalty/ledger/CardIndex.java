package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Claim;
import io.loyaltysuite.loyalty.card.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table that leads from keys to cards and facts. */
@Repository
class CardIndex {

  private final JdbcClient jdbc;

  CardIndex(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A key within its portal. */
  record Place(long portalId, Key key) {}

  /** A claim within its portal. */
  record Claimed(long portalId, Claim claim) {
    Place place() {
      return new Place(portalId, claim.key());
    }
  }

  /** Values of every place, oldest first; a place without values has an empty list. */
  Map<Place, List<String>> find(Collection<Place> places) {
    var found = new HashMap<Place, List<String>>();
    if (places.isEmpty()) {
      return found;
    }
    places.forEach(place -> found.put(place, new ArrayList<>()));
    jdbc.sql(
            """
            select k.portal_id, k.kind, k.key, k.value
            from unnest(?, ?, ?) as w (portal_id, kind, key)
            join card_key k on k.portal_id = w.portal_id and k.kind = w.kind and k.key = w.key
            order by k.id
            """)
        .param(Sql.bigints(places, Place::portalId))
        .param(Sql.texts(places, place -> place.key().kind().name()))
        .param(Sql.texts(places, place -> place.key().text()))
        .query(
            row -> {
              var key = new Key(Key.Kind.valueOf(row.getString("kind")), row.getString("key"));
              found
                  .getOrDefault(new Place(row.getLong("portal_id"), key), new ArrayList<>())
                  .add(row.getString("value"));
            });
    return found;
  }

  /** Adds claims in order, each kept as its kind says. */
  void add(List<Claimed> claims) {
    for (var keeping : Key.Keeping.values()) {
      var rows = claims.stream().filter(each -> keeping(each) == keeping).toList();
      if (!rows.isEmpty()) {
        insert(keeping == Key.Keeping.LATEST ? latest(rows) : rows, keeping);
      }
    }
  }

  private void insert(List<Claimed> rows, Key.Keeping keeping) {
    jdbc.sql(
            "insert into card_key (portal_id, kind, key, value, single)"
                + " select * from unnest(?, ?, ?, ?, ?) "
                + onConflict(keeping))
        .param(Sql.bigints(rows, Claimed::portalId))
        .param(Sql.texts(rows, each -> each.claim().key().kind().name()))
        .param(Sql.texts(rows, each -> each.claim().key().text()))
        .param(Sql.texts(rows, each -> each.claim().value()))
        .param(Sql.booleans(rows, _ -> keeping != Key.Keeping.MANY))
        .update();
  }

  private static String onConflict(Key.Keeping keeping) {
    return switch (keeping) {
      case ONE -> "";
      case MANY -> "on conflict do nothing";
      case LATEST ->
          "on conflict (portal_id, kind, key) where single do update set value = excluded.value";
      case COMPUTED -> throw new IllegalArgumentException("a report cannot be claimed");
    };
  }

  /** The last claim of each key: one statement may not change a row twice. */
  private static List<Claimed> latest(List<Claimed> rows) {
    var last = new LinkedHashMap<Place, Claimed>();
    rows.forEach(each -> last.put(each.place(), each));
    return List.copyOf(last.values());
  }

  private static Key.Keeping keeping(Claimed claimed) {
    return claimed.claim().key().kind().keeping();
  }
}
