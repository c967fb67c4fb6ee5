package io.loyaltysuite.journal.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** The positions in the database: the only truth about how far ingest has come. */
@Component
class Positions {

  private static final String TOPIC =
      """
      insert into topic (topic_id, name) values (?, ?)
      on conflict (topic_id) do update set name = excluded.name
      returning topic_no
      """;

  private static final String BEGIN =
      "insert into ingest_position (topic_no, partition_no, next_offset) values (?, ?, 0)"
          + " on conflict do nothing";

  private static final String READ =
      "select next_offset from ingest_position where topic_no = ? and partition_no = ?";

  /** Always in the same order, so that two instances wait for each other and never embrace. */
  private static final String LOCK =
      """
      select p.topic_no, p.partition_no, p.next_offset
      from ingest_position p
      join unnest(?, ?) as wanted (topic_no, partition_no) using (topic_no, partition_no)
      order by p.topic_no, p.partition_no
      for update of p
      """;

  private static final String MOVE =
      """
      update ingest_position p set next_offset = wanted.next_offset, moved_at = now()
      from unnest(?, ?, ?) as wanted (topic_no, partition_no, next_offset)
      where p.topic_no = wanted.topic_no and p.partition_no = wanted.partition_no
      """;

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::topicNo).thenComparingInt(Place::partition);

  private final DataSource database;

  Positions(DataSource database) {
    this.database = database;
  }

  /** The store's number of a topic with this id; a topic created anew gets a new one. */
  short topicNo(String topicId, String name) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(TOPIC)) {
      statement.setString(1, topicId);
      statement.setString(2, name);
      var row = statement.executeQuery();
      row.next();
      return row.getShort(1);
    }
  }

  /** Where reading goes on; at the very beginning for a partition never met before. */
  Place place(short topicNo, int partition) throws SQLException {
    try (var connection = database.getConnection();
        var begin = connection.prepareStatement(BEGIN);
        var read = connection.prepareStatement(READ)) {
      begin.setShort(1, topicNo);
      begin.setInt(2, partition);
      begin.executeUpdate();
      read.setShort(1, topicNo);
      read.setInt(2, partition);
      var row = read.executeQuery();
      row.next();
      return new Place(topicNo, partition, row.getLong(1));
    }
  }

  /**
   * Locks the positions until the transaction ends.
   *
   * @throws Fenced when one of them is not where the caller believes
   */
  void lock(Connection connection, Collection<Place> began) throws SQLException {
    var found = new TreeMap<Place, Long>(ORDER);
    try (var lock = connection.prepareStatement(LOCK)) {
      setPlaces(connection, lock, List.copyOf(began));
      var rows = lock.executeQuery();
      while (rows.next()) {
        found.put(new Place(rows.getShort(1), rows.getInt(2), 0), rows.getLong(3));
      }
    }
    for (var place : began) {
      long next = found.getOrDefault(place, -1L);
      if (next != place.next()) {
        throw new Fenced(place, next);
      }
    }
  }

  /** Moves positions that {@link #lock} holds. */
  void move(Connection connection, Collection<Place> ends) throws SQLException {
    try (var move = connection.prepareStatement(MOVE)) {
      var places = List.copyOf(ends);
      setPlaces(connection, move, places);
      move.setArray(
          3, connection.createArrayOf("int8", places.stream().map(Place::next).toArray()));
      int moved = move.executeUpdate();
      if (moved != places.size()) {
        throw new IllegalStateException(
            "positions moved: " + moved + " (expected: " + places.size() + ")");
      }
    }
  }

  private static void setPlaces(
      Connection connection, PreparedStatement statement, List<Place> places) throws SQLException {
    statement.setArray(
        1, connection.createArrayOf("int2", places.stream().map(Place::topicNo).toArray()));
    statement.setArray(
        2, connection.createArrayOf("int4", places.stream().map(Place::partition).toArray()));
  }
}
