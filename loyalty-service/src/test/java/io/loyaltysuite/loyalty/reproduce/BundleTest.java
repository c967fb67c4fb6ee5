package io.loyaltysuite.loyalty.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles from strangers: good ones reproduce, bad ones are refused before they cost anything. */
class BundleTest {

  private static final int SCHEMA_ID = 7;

  @TempDir private Path folder;

  private final Map<String, String> files = new LinkedHashMap<>();

  @Test
  void reproducesEveryResultOnce() throws IOException {
    List<OperationResult> results = RecordedHistory.of(201, 40);
    schema();
    events(
        results.stream().map(BundleTest::line).collect(Collectors.joining())
            + line(results.getFirst()));
    List<Verdict> verdicts = Reproduce.reproduceBundle(zip());
    assertThat(verdicts).hasSize(40);
    assertThat(verdicts).extracting(Verdict::reproduction).containsOnly(new Identical());
    assertThat(verdicts.getFirst().resultId()).isEqualTo(results.getFirst().getResultId());
  }

  @Test
  void passesOverOtherTopics() throws IOException {
    schema();
    events("{\"topic\":\"loyalty.commands.v1\",\"value_base64\":\"AAAA\"}\n\n");
    assertThat(Reproduce.reproduceBundle(zip())).isEmpty();
  }

  @Test
  void saysWhichRecordIsUndecodable() throws IOException {
    events(line(RecordedHistory.of(202, 1).getFirst()));
    assertThat(Reproduce.reproduceBundle(zip()))
        .extracting(Verdict::reproduction)
        .containsExactly(new NotReproducible("undecodable: the bundle lacks schema 7"));
  }

  @Test
  void keepsReadingAfterAPoisonRecord() throws IOException {
    schema();
    String poison =
        "{\"topic\":\"loyalty.results.v1\",\"partition\":3,\"offset\":9,\"value_base64\":\"AAAAAAcC\"}\n";
    events(poison + line(RecordedHistory.of(203, 1).getFirst()));
    List<Verdict> verdicts = Reproduce.reproduceBundle(zip());
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.getFirst().resultId()).isEqualTo("partition 3 offset 9");
    assertThat(verdicts.getLast().reproduction()).isEqualTo(new Identical());
  }

  @Test
  void refusesAnAlteredFile() throws IOException {
    events("");
    String manifest = manifest();
    files.put("events.ndjson", "{}\n");
    assertRefused(zip(manifest), "SHA-256");
  }

  @Test
  void refusesFilesTheManifestDoesNotKnowAndFilesThatAreMissing() throws IOException {
    events("");
    String manifest = manifest();
    files.put("stowaway.txt", "x");
    assertRefused(zip(manifest), "stowaway.txt");
    files.remove("stowaway.txt");
    files.put("lost.txt", "x");
    String promising = manifest();
    files.remove("lost.txt");
    assertRefused(zip(promising), "lost.txt");
  }

  @Test
  void refusesAnotherFormatAndWhatIsNoBundle() throws IOException {
    events("");
    assertRefused(zip(manifest().replace("bundle/1", "bundle/2")), "format");
    assertRefused(zip("nonsense"), "manifest.json");
    Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
    assertThatIOException().isThrownBy(() -> Reproduce.reproduceBundle(text));
  }

  @Test
  void refusesABombByItsRatio() throws IOException {
    files.put("events.ndjson", " ".repeat(8 * 1024 * 1024));
    assertRefused(zip(), "unpacks to more than");
  }

  @Test
  void refusesTooManyFilesAndTooLongLines() throws IOException {
    events("");
    for (int i = 0; i < 6; i++) {
      files.put("extra" + i, "x");
    }
    BundleLimits few = new BundleLimits(5, 1000, 1000, 100, 10);
    Path many = zip();
    assertThatIOException()
        .isThrownBy(() -> Reproduce.reproduceBundle(many, few))
        .withMessageContaining("files: 8");
    files.keySet().removeIf(name -> name.startsWith("extra"));
    events("{\"topic\":\"a long line\"}\n");
    Path longLine = zip();
    assertThatIOException()
        .isThrownBy(() -> Reproduce.reproduceBundle(longLine, few))
        .withMessageContaining("line 1");
  }

  private void assertRefused(Path bundle, String why) {
    assertThatIOException()
        .isThrownBy(() -> Reproduce.reproduceBundle(bundle))
        .withMessageContaining(why);
  }

  private void schema() {
    files.put("schemas/" + SCHEMA_ID + ".avsc", OperationResult.getClassSchema().toString());
  }

  private void events(String lines) {
    files.put("events.ndjson", lines);
  }

  private static String line(OperationResult result) {
    String value = Base64.getEncoder().encodeToString(RecordedHistory.wire(result, SCHEMA_ID));
    return "{\"topic\":\"loyalty.results.v1\",\"partition\":0,\"offset\":1,\"value_base64\":\""
        + value
        + "\",\"value\":null}\n";
  }

  private String manifest() {
    String hashes =
        files.entrySet().stream()
            .map(file -> "\"%s\":\"%s\"".formatted(file.getKey(), Ids.sha256(file.getValue())))
            .collect(Collectors.joining(","));
    return "{\"format\":\"loyalty-suite-bundle/1\",\"files\":{" + hashes + "}}";
  }

  private Path zip() throws IOException {
    return zip(manifest());
  }

  private Path zip(String manifest) throws IOException {
    Path path = Files.createTempFile(folder, "bundle", ".zip");
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      write(zip, "manifest.json", manifest);
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(zip, file.getKey(), file.getValue());
      }
    }
    return path;
  }

  private static void write(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
