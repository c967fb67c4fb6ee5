package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Batch;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Progress;
import io.loyaltysuite.loyalty.ledger.LevelReviews.Review;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the reviews of levels are, and the cards they look at. */
@Repository
class ReviewProgress {

  /** Comes before every card. */
  static final UUID FIRST = new UUID(0, 0);

  private static final String PORTALS =
      """
      select p.id, p.member_id, p.settings_version, s.reviewed_through, s.review_at
      from portal p join schedule s on s.portal_id = p.id
      where p.settings_version > 0\
      """;

  private final JdbcClient jdbc;
  private final AccountState state;

  ReviewProgress(JdbcClient jdbc, AccountState state) {
    this.jdbc = jdbc;
    this.state = state;
  }

  /** A portal that somebody has set up. */
  record Portal(
      long portalId,
      String memberId,
      long settingsVersion,
      Instant doneThrough,
      Optional<Instant> underWay) {}

  /**
   * Where a review goes on.
   *
   * @param fresh whether it begins
   */
  record Position(UUID after, boolean fresh) {}

  /** Gives portals that are new here a row; nothing was scheduled for them before. */
  void begin(Instant now) {
    jdbc.sql(
            """
            insert into schedule (portal_id, reviewed_through)
            select p.id, ? from portal p
            where p.settings_version > 0
              and not exists (select from schedule s where s.portal_id = p.id)
            on conflict do nothing
            """)
        .param(now.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Portal> portals() {
    return jdbc.sql(PORTALS + " order by p.id").query((row, _) -> portal(row)).list();
  }

  Optional<Portal> portal(String memberId) {
    return jdbc.sql(PORTALS + " and p.member_id = ?")
        .param(memberId)
        .query((row, _) -> portal(row))
        .optional();
  }

  private static Portal portal(ResultSet row) throws SQLException {
    return new Portal(
        row.getLong("id"),
        row.getString("member_id"),
        row.getLong("settings_version"),
        instant(row, "reviewed_through").orElseThrow(),
        instant(row, "review_at"));
  }

  Optional<Progress> of(String memberId) {
    return jdbc.sql(
            """
            select s.* from schedule s join portal p on p.id = s.portal_id where p.member_id = ?
            """)
        .param(memberId)
        .query(
            (row, _) ->
                new Progress(
                    instant(row, "reviewed_through").orElseThrow(),
                    instant(row, "review_at"),
                    row.getLong("review_seen"),
                    row.getLong("review_moved")))
        .optional();
  }

  /** Portals without a review until then. */
  void through(Collection<Long> portals, Instant until) {
    if (portals.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update schedule set reviewed_through = ?
            where portal_id = any(?) and review_at is null and reviewed_through < ?
            """)
        .param(until.atOffset(ZoneOffset.UTC))
        .param(Sql.bigints(portals, Function.identity()))
        .param(until.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Takes the portal's schedule until the transaction ends; empty when somebody else has it, or has
   * done the review.
   */
  Optional<Position> claim(Review review) {
    return jdbc.sql(
            """
            select review_after, review_at is null as fresh from schedule
            where portal_id = ? and (review_at = ? or (review_at is null and reviewed_through < ?))
            for update skip locked
            """)
        .params(review.portalId(), at(review), at(review))
        .query((row, _) -> new Position(after(row), row.getBoolean("fresh")))
        .optional();
  }

  private static UUID after(ResultSet row) throws SQLException {
    var after = row.getObject("review_after", UUID.class);
    return after == null ? FIRST : after;
  }

  /** Cards in use whose ids come next. */
  List<Account> next(long portalId, UUID after, int limit) {
    return jdbc.sql(
            """
            select state from account
            where portal_id = ? and card_id > ? and status = 'active' order by card_id limit ?
            """)
        .params(portalId, after, limit)
        .query((row, _) -> state.read(row.getBytes("state")))
        .list();
  }

  void moveTo(Review review, UUID last, Batch batch, boolean fresh) {
    update(review, batch, fresh, last);
  }

  void finish(Review review, Batch batch, boolean fresh) {
    update(review, batch, fresh, null);
    jdbc.sql(
            "update schedule set reviewed_through = review_at, review_at = null where portal_id ="
                + " ?")
        .param(review.portalId())
        .update();
  }

  private void update(Review review, Batch batch, boolean fresh, @Nullable UUID last) {
    jdbc.sql(
            """
            update schedule
            set review_at = ?, review_after = ?,
                review_seen = case when ? then 0 else review_seen end + ?,
                review_moved = case when ? then 0 else review_moved end + ?
            where portal_id = ?
            """)
        .param(at(review))
        .param(last)
        .params(fresh, batch.seen(), fresh, batch.moved(), review.portalId())
        .update();
  }

  private static OffsetDateTime at(Review review) {
    return review.at().atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
