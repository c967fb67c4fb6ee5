package io.loyaltysuite.gateway.security;

import io.loyaltysuite.gateway.rounds.End;
import io.loyaltysuite.gateway.rounds.Rounds;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals anew, under the current key, whatever an older one sealed; so an older key can go. Works in
 * small transactions beside the traffic, at the start and once an hour; several instances share the
 * rows. A pass that was cut off goes on where it was.
 *
 * <pre>
 *   count what is left ─▶ lock some rows ─▶ open, seal ─▶ commit ─▶ again, until none was sealed
 * </pre>
 */
@Component
class Resealing {
  private static final Logger log = LoggerFactory.getLogger(Resealing.class);
  private static final int AT_ONCE = 200;
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final List<SealedColumns> places;
  private final Sealer sealer;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ResealingMeters meters;

  private record Row(String ctid, String memberId, List<@Nullable String> sealed) {}

  Resealing(
      List<SealedColumns> places,
      Sealer sealer,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ResealingMeters meters) {
    this.places = List.copyOf(places);
    this.sealer = sealer;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.meters = meters;
  }

  private void pass(End end) {
    look();
    for (SealedColumns place : places) {
      boolean more = true;
      while (more && meters.left() > 0 && !end.hasCome()) {
        more = some(place) > 0;
      }
    }
  }

  private void look() {
    var older = sealer.olderKeys().toArray(String[]::new);
    var known = sealer.knownKeys().toArray(String[]::new);
    long left = places.stream().mapToLong(place -> count(place, "= any(?)", older)).sum();
    long lost = places.stream().mapToLong(place -> count(place, "<> all(?)", known)).sum();
    meters.looked(left, lost);
    if (left > 0) {
      log.info("Secrets of {} rows are sealed under an older key and are sealed anew", left);
    }
    if (lost > 0) {
      log.warn(
          "Secrets of {} rows are sealed under keys that are not in gateway.keys.secrets", lost);
    }
  }

  private long count(SealedColumns place, String among, String[] keys) {
    var query = jdbc.sql("select count(*) from " + place.table() + " where " + where(place, among));
    for (int i = 0; i < place.names().size(); i++) {
      query = query.param(keys);
    }
    return query.query(Long.class).single();
  }

  /** The answer is how many rows were sealed anew. */
  private int some(SealedColumns place) {
    Integer done = transaction.execute(_ -> reseal(place, locked(place)));
    int count = done == null ? 0 : done;
    if (meters.resealed(count) <= 0 && count > 0) {
      log.info("Every secret is sealed under the current key");
    }
    return count;
  }

  private List<Row> locked(SealedColumns place) {
    var query =
        jdbc.sql(
            "select ctid::text as place, member_id, %s from %s where %s limit %d for update skip locked"
                .formatted(
                    String.join(", ", place.names()),
                    place.table(),
                    where(place, "= any(?)"),
                    AT_ONCE));
    var older = sealer.olderKeys().toArray(String[]::new);
    for (int i = 0; i < place.names().size(); i++) {
      query = query.param(older);
    }
    return query
        .query(
            (row, number) -> {
              var sealed = new ArrayList<@Nullable String>();
              for (String name : place.names()) {
                sealed.add(row.getString(name));
              }
              return new Row(row.getString("place"), row.getString("member_id"), sealed);
            })
        .list();
  }

  private int reseal(SealedColumns place, List<Row> rows) {
    var assignments =
        place.names().stream().map(name -> name + " = ?").collect(Collectors.joining(", "));
    int done = 0;
    for (Row row : rows) {
      var anew = anew(row);
      if (anew != null) {
        var update =
            jdbc.sql("update %s set %s where ctid = ?::tid".formatted(place.table(), assignments));
        for (String sealed : anew) {
          update = update.param(sealed);
        }
        done += update.param(row.ctid()).update();
      }
    }
    return done;
  }

  /** Null when one of the secrets was changed or belongs to another portal: it stays as it is. */
  private @Nullable List<@Nullable String> anew(Row row) {
    try {
      var anew = new ArrayList<@Nullable String>();
      for (String sealed : row.sealed()) {
        anew.add(
            sealed == null
                ? null
                : sealer.seal(sealer.open(sealed, row.memberId()), row.memberId()));
      }
      return anew;
    } catch (IllegalArgumentException e) {
      log.warn("A secret of portal {} cannot be opened: {}", row.memberId(), e.getMessage());
      return null;
    }
  }

  private static String where(SealedColumns place, String among) {
    var sealed =
        place.names().stream()
            .map(name -> "split_part(%s, '.', 1) %s".formatted(name, among))
            .collect(Collectors.joining(" or "));
    return "(" + place.needed() + ") and (" + sealed + ")";
  }

  @Bean
  Rounds resealingRounds() {
    var trouble = new OngoingTrouble(log, "Secrets cannot be sealed anew");
    return new Rounds("resealing", Duration.ZERO, INTERVAL, trouble, this::pass);
  }
}
