package io.loyaltysuite.journal.bundle;

import io.loyaltysuite.journal.event.EventReader;
import io.loyaltysuite.journal.event.EventValues;
import io.loyaltysuite.journal.event.EventValues.Value;
import io.loyaltysuite.journal.event.ProcessKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Packs a process: its events, the schemas they were written with, and a manifest with hashes. */
@Component
public class Bundles {

  private static final String FORMAT = "loyalty-suite-bundle/1";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final EventReader events;
  private final EventValues values;
  private final BundleProperties limits;

  Bundles(EventReader events, EventValues values, BundleProperties limits) {
    this.events = events;
    this.values = values;
    this.limits = limits;
  }

  /**
   * Checks the size before a byte is written.
   *
   * @throws BundleTooLarge when the process exceeds a limit
   */
  public void check(ProcessKey process) {
    var size = events.size(process);
    if (size.events() > limits.maxEvents()) {
      throw new BundleTooLarge(
          "events: " + size.events() + " (expected: at most " + limits.maxEvents() + ")");
    }
    if (size.bytes() > limits.maxSize().toBytes()) {
      throw new BundleTooLarge(
          "bytes: " + size.bytes() + " (expected: at most " + limits.maxSize().toBytes() + ")");
    }
  }

  /** Writes the bundle as it goes, one record in memory at a time; the manifest comes last. */
  public void write(ProcessKey process, OutputStream out) throws IOException {
    var archive = new Archive(out);
    var schemaIds = new TreeSet<Integer>();
    var count = new long[1];
    archive.add(
        "events.ndjson",
        lines ->
            events.each(
                process,
                event -> {
                  var value = values.read(event);
                  if (value instanceof Value.Readable(_, var id)) {
                    schemaIds.add(id);
                  }
                  count[0]++;
                  writeLine(lines, BundleLine.of(event, value));
                }));
    var schemas = values.schemas();
    for (var id : schemaIds) {
      var schema = schemas.get(id);
      if (schema != null) {
        archive.add("schemas/" + id + ".avsc", file -> file.write(utf8(schema)));
      }
    }
    var manifest = manifest(process, count[0], archive.hashes());
    archive.add(
        "manifest.json",
        file -> file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest)));
    archive.finish();
  }

  private static ObjectNode manifest(ProcessKey process, long events, Map<String, String> hashes) {
    var manifest = JSON.createObjectNode();
    manifest.put("format", FORMAT);
    manifest.put("workflow_id", process.workflowId());
    manifest.put("member_id", process.memberId());
    manifest.put("created_at", Clock.systemUTC().instant().toString());
    manifest.put("suite_version", version());
    manifest.put("events", events);
    var files = manifest.putObject("files");
    hashes.forEach(files::put);
    return manifest;
  }

  private static String version() {
    var version = Bundles.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void writeLine(OutputStream out, ObjectNode line) {
    try {
      out.write(JSON.writeValueAsBytes(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
