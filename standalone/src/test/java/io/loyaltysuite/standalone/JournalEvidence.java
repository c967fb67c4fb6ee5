package io.loyaltysuite.standalone;

import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.standalone.parts.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What the journal kept. */
record JournalEvidence(Database database) {

  private static final String KEPT =
      """
      SELECT t.name, e.partition_no, e.record_offset, encode(e.value, 'hex')
      FROM event e JOIN topic t USING (topic_no)
      """;

  private static final String REACHED =
      """
      SELECT t.name, p.partition_no, p.next_offset
      FROM ingest_position p JOIN topic t USING (topic_no)
      """;

  boolean hasReached(Map<TopicPartition, Long> ends) {
    var reached = new HashMap<TopicPartition, Long>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(REACHED)) {
      while (rows.next()) {
        reached.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    } catch (SQLException _) {
      return false;
    }
    return ends.entrySet().stream()
        .allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /** Checks what was on the topics up to some ends, all of which it has reached. */
  void check(TopicEvidence.Read read, Map<TopicPartition, Long> ends, Objections broken) {
    var kept = new HashMap<TopicEvidence.Place, String>();
    var twice = new ArrayList<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(KEPT)) {
      while (rows.next()) {
        var place = new TopicEvidence.Place(rows.getString(1), rows.getInt(2), rows.getLong(3));
        if (kept.put(place, Ids.sha256(rows.getString(4))) != null) {
          twice.add(place.toString());
        }
      }
    } catch (SQLException e) {
      throw new SuiteFailure("the journal cannot be read: " + e.getMessage(), e);
    }
    broken.add("the journal has every record once", twice);
    var written = new HashMap<>(read.records());
    written.keySet().removeIf(place -> !place.isBefore(ends));
    kept.keySet().removeIf(place -> !place.isBefore(ends));
    broken.add("the journal has every record unaltered", differences(written, kept));
  }

  private static List<String> differences(
      Map<TopicEvidence.Place, String> written, Map<TopicEvidence.Place, String> kept) {
    var differences = new ArrayList<String>();
    written.forEach(
        (place, hash) -> {
          var found = kept.getOrDefault(place, "nothing");
          if (!found.equals(hash)) {
            differences.add(place + (found.equals("nothing") ? " is missing" : " differs"));
          }
        });
    kept.keySet().stream()
        .filter(place -> !written.containsKey(place))
        .map(place -> place + " is on no topic")
        .forEach(differences::add);
    return differences;
  }
}
