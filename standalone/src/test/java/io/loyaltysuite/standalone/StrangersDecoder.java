package io.loyaltysuite.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every record on every topic as a stranger would: with a plain Avro decoder that knows
 * nothing but the registry's {@code /schemas/ids/{id}}.
 */
final class StrangersDecoder {

  private static final int HEADER_BYTES = 5;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final String registry;

  private StrangersDecoder(SuiteProcess suite) {
    this.registry = "http://127.0.0.1:" + suite.port("registry") + "/apis/ccompat/v7/schemas/ids/";
  }

  /** Every record that cannot be read, with the reason. */
  static List<String> undecodable(SuiteProcess suite) {
    var records = new StrangersDecoder(suite);
    var wrong = new ArrayList<String>();
    new AllTopics(suite.bootstrapServers())
        .read(
            record -> {
              try {
                records.decode(record.value());
              } catch (IOException | RuntimeException e) {
                wrong.add(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e);
              }
            });
    return wrong;
  }

  private void decode(byte[] value) throws IOException {
    var buffer = ByteBuffer.wrap(value);
    if (buffer.get() != 0) {
      throw new IOException("does not begin with the byte 0");
    }
    var schema = schemas.computeIfAbsent(buffer.getInt(), this::fetch);
    var reader = new GenericDatumReader<GenericRecord>(schema);
    var decoder =
        DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
    reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("bytes are left over");
    }
  }

  private Schema fetch(int id) {
    try {
      var request = HttpRequest.newBuilder(URI.create(registry + id)).build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Schema.Parser().parse(json.readTree(answer.body()).get("schema").asString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
