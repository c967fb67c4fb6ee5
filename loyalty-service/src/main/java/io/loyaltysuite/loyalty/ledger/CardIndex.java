package io.loyaltysuite.loyalty.ledger;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import io.loyaltysuite.loyalty.card.Claim;
import io.loyaltysuite.loyalty.card.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table that leads from keys to cards and facts. A key with many values may have one of them in
 * several rows: keeping such rows out would cost every claim a search, and nearly none is equal.
 */
@Repository
class CardIndex {

  /** What the index of keys with many values is over; {@code k} is the table. */
  private static final String MANY = "not k.single and hashtextextended(k.key, k.portal_id)";

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
    var found = new HashMap<Place, Set<String>>();
    places.forEach(place -> found.put(place, new LinkedHashSet<>()));
    var many = places.stream().collect(partitioningBy(CardIndex::hasMany));
    find(requireNonNull(many.get(false)), "k.single", found);
    find(requireNonNull(many.get(true)), MANY + " = hashtextextended(w.key, w.portal_id)", found);
    return found.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, values -> new ArrayList<>(values.getValue())));
  }

  /**
   * @param indexed the condition that an index answers; it need not say everything
   */
  private void find(List<Place> places, String indexed, Map<Place, Set<String>> found) {
    if (places.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            select k.portal_id, k.kind, k.key, k.value
            from unnest(?, ?, ?) as w (portal_id, kind, key)
            cross join lateral (
              select * from card_key k
              where %s and k.portal_id = w.portal_id and k.kind = w.kind and k.key = w.key
              offset 0) as k
            order by k.id
            """
                .formatted(indexed))
        .param(Sql.bigints(places, Place::portalId))
        .param(Sql.texts(places, place -> place.key().kind().name()))
        .param(Sql.texts(places, place -> place.key().text()))
        .query(
            row -> {
              var key = new Key(Key.Kind.valueOf(row.getString("kind")), row.getString("key"));
              requireNonNull(found.get(new Place(row.getLong("portal_id"), key)))
                  .add(row.getString("value"));
            });
  }

  private static boolean hasMany(Place place) {
    return place.key().kind().keeping() == Key.Keeping.MANY;
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
      case ONE, MANY -> "";
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
