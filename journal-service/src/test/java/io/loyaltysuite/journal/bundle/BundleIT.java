package io.loyaltysuite.journal.bundle;

import static io.loyaltysuite.journal.JournalUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bundle can be checked and read by somebody who has nothing but the file. */
class BundleIT {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void holdsEveryCopyWithHashesAndSchemas() throws Exception {
    var files = files(download("/api/processes/story/bundle.zip"));
    var manifest = JSON.readTree(file(files, "manifest.json"));
    assertThat(manifest.path("format").stringValue()).isEqualTo("loyalty-suite-bundle/1");
    assertThat(manifest.path("workflow_id").stringValue()).isEqualTo("story");
    assertThat(manifest.path("member_id").stringValue()).isEqualTo("mine");
    assertThat(manifest.path("events").asInt()).isEqualTo(9);

    for (var file : manifest.path("files").properties()) {
      assertThat(sha256(file(files, file.getKey()))).isEqualTo(file.getValue().stringValue());
    }
    assertThat(manifest.path("files").size()).isEqualTo(files.size() - 1);

    var lines = lines(files);
    assertThat(lines).hasSize(9);
    for (var line : lines) {
      var value = Base64.getDecoder().decode(line.path("value_base64").stringValue());
      if (line.path("value").isNull()) {
        assertThat(value).isEqualTo(Stage.poison());
      } else {
        assertThat(decode(value, files).get("command_id"))
            .hasToString(line.path("value").path("command_id").stringValue());
      }
    }
  }

  private static List<JsonNode> lines(Map<String, byte[]> files) {
    return new String(file(files, "events.ndjson"), StandardCharsets.UTF_8)
        .lines()
        .map(JSON::readTree)
        .toList();
  }

  /** With Avro's own reader, and the schema of the bundle. */
  private static GenericRecord decode(byte[] value, Map<String, byte[]> files) throws IOException {
    int id = ByteBuffer.wrap(value, 1, 4).getInt();
    var schema =
        new Schema.Parser()
            .parse(new String(file(files, "schemas/" + id + ".avsc"), StandardCharsets.UTF_8));
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  private static byte[] download(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(Stage.get().journal.url(path)).header("Authorization", OPERATOR);
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Disposition"))
          .hasValueSatisfying(value -> assertThat(value).contains("process-story.zip"));
      return answer.body();
    }
  }

  private static Map<String, byte[]> files(byte[] zip) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
