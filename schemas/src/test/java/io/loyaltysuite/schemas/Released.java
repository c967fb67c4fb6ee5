package io.loyaltysuite.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema as it was once released, with one sample written then.
 *
 * <p>To release the schemas of this build: {@code mvn -pl schemas test -Dtest=ReleasedSchemasTest
 * -Dschemas.release=2} writes the files of version 2 for every schema that changed since its last
 * version; commit them. A released file is never edited.
 */
record Released(EventType type, int version) {

  private static final Path RESOURCES = Path.of("src/test/resources");

  static Stream<Released> all() {
    return Arrays.stream(EventType.values()).flatMap(type -> of(type).stream());
  }

  static List<Released> of(EventType type) {
    var folder = RESOURCES.resolve("released").resolve(type.recordName());
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replace(".avsc", ""))
          .map(version -> new Released(type, Integer.parseInt(version)))
          .sorted((a, b) -> Integer.compare(a.version, b.version))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no released version of " + type.recordName(), e);
    }
  }

  static void release(EventType type, int version) {
    var released = new Released(type, version);
    try {
      Files.createDirectories(released.schemaFile().getParent());
      boolean unchanged =
          of(type).stream()
              .anyMatch(r -> r.schema().toString().equals(type.published().toString()));
      if (!unchanged) {
        released.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Schema schema() {
    return SchemaText.parse(read(schemaFile()));
  }

  /** Avro binary, without the wire format's five bytes. */
  byte[] goldenBytes() {
    return HexFormat.of().parseHex(read(golden("hex")).replaceAll("\\s", ""));
  }

  String goldenJson() {
    return read(golden("json"));
  }

  @Override
  public String toString() {
    return type.recordName() + " " + version;
  }

  private void write() throws IOException {
    Files.createDirectories(golden("hex").getParent());
    Files.writeString(schemaFile(), pretty(type.published()) + "\n");
    try (var registry = StubRegistry.start();
        var codec = EventCodec.start(registry.settings(), SchemaMemory.inProcess())) {
      var event = Samples.of(type);
      var bytes = codec.encode(type.topic(), event);
      var hex = HexFormat.of().formatHex(bytes, 5, bytes.length);
      Files.writeString(golden("hex"), hex.replaceAll("(.{100})", "$1\n") + "\n");
      Files.writeString(golden("json"), event + "\n");
    }
  }

  private Path schemaFile() {
    return RESOURCES.resolve("released").resolve(type.recordName()).resolve(version + ".avsc");
  }

  private Path golden(String ending) {
    return RESOURCES.resolve("golden/v1/%s-%d.%s".formatted(type.recordName(), version, ending));
  }

  private static String pretty(Schema schema) {
    return new JsonMapper().readTree(schema.toString()).toPrettyString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("missing " + file, e);
    }
  }
}
