package io.loyaltysuite.standalone;

import io.loyaltysuite.standalone.parts.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Secrets that the suite was given, and places where nobody may find one: each is read whole, and
 * told to hold what is no secret, so that an empty place is not taken for a clean one.
 *
 * @param secrets by what they are
 * @param landmark found in every place that tells of calls
 */
record Canaries(Map<String, String> secrets, String landmark) {

  /** Those of the documented webhook, of the portal that sent it and of the suite itself. */
  static Canaries of(SuiteProcess suite, String applicationToken, String workflow) {
    var own = Secrets.in(suite.data());
    var secrets = new LinkedHashMap<String, String>();
    secrets.put("application token", applicationToken);
    secrets.put("access token", "4d64046b0081f3c2007ae19400000010f0ff009c41d7e2b8");
    secrets.put("refresh token", "3da4f16b0081f3c2007ae19400000010f0ff001b2c3d4e5f");
    secrets.put("event token", "Qm7xT2vLs9KdPz4RbYhN1cWf8gJeUa3o");
    secrets.put("client secret", own.clientSecret());
    secrets.put("service token", own.serviceToken());
    secrets.put("key of the gateway", own.gatewayKey());
    secrets.put("password of the database", own.databasePassword());
    secrets.put("password of the operator", own.operatorPassword());
    return new Canaries(secrets, workflow);
  }

  /** Which secrets a text holds, also where bytes are written as hexadecimal digits. */
  List<String> in(String place, String text) {
    return secrets.entrySet().stream()
        .filter(one -> holds(text, one.getValue()))
        .map(one -> one.getKey() + " in " + place)
        .toList();
  }

  /** Of a place that tells of calls: also that it does. */
  List<String> inCalls(String place, String text) {
    var found = new ArrayList<>(in(place, text));
    if (!holds(text, landmark)) {
      found.add("no call at all in " + place);
    }
    return found;
  }

  private static boolean holds(String text, String wanted) {
    var hex = HexFormat.of().formatHex(wanted.getBytes(StandardCharsets.UTF_8));
    return text.contains(wanted) || text.contains(hex);
  }

  /** Everything on the suite's topics. */
  static String topics(String bootstrapServers) {
    var all = new StringBuilder();
    new AllTopics(bootstrapServers).read(record -> append(record, all));
    return all.toString();
  }

  private static void append(ConsumerRecord<byte[], byte[]> record, StringBuilder all) {
    all.append(new String(record.key(), StandardCharsets.ISO_8859_1))
        .append(new String(record.value(), StandardCharsets.ISO_8859_1));
    record
        .headers()
        .forEach(one -> all.append(new String(one.value(), StandardCharsets.ISO_8859_1)));
    all.append('\n');
  }

  /** Every row of every table of a database, as a dump has them. */
  static String dump(Database database) {
    var dump = new StringBuilder();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var found =
          statement.executeQuery(
              """
              SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
              WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
              """)) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (var table : tables) {
        try (var rows = statement.executeQuery("SELECT t::text FROM %s AS t".formatted(table))) {
          while (rows.next()) {
            dump.append(rows.getString(1)).append('\n');
          }
        }
      }
      return dump.toString();
    } catch (SQLException e) {
      throw new SuiteFailure("cannot be dumped: " + e.getMessage(), e);
    }
  }

  /** Every file of a bundle. */
  static String bundle(Path file) {
    var all = new StringBuilder();
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      while (zip.getNextEntry() != null) {
        all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
