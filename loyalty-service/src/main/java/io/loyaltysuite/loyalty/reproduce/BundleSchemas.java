package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads recorded results with the writer schemas a bundle brings along. */
final class BundleSchemas {

  private static final Pattern FILE = Pattern.compile("schemas/(\\d{1,10})\\.avsc");
  private static final int HEADER_BYTES = 5;

  private final Map<Integer, SpecificDatumReader<OperationResult>> readers = new HashMap<>();

  private BundleSchemas() {}

  static BundleSchemas of(BundleFile bundle) throws IOException {
    EventCodec.trustEvents();
    BundleSchemas schemas = new BundleSchemas();
    for (String name : bundle.names()) {
      Matcher file = FILE.matcher(name);
      if (file.matches()) {
        schemas.add(Long.parseLong(file.group(1)), name, bundle.text(name));
      }
    }
    return schemas;
  }

  private void add(long id, String name, String text) throws IOException {
    Schema today = OperationResult.getClassSchema();
    try {
      Schema writer = new Schema.Parser().parse(text);
      if (writer.getFullName().equals(today.getFullName())) {
        readers.put((int) id, new SpecificDatumReader<>(writer, today));
      }
    } catch (SchemaParseException e) {
      throw new IOException(name + " is no schema: " + e.getMessage(), e);
    }
  }

  /**
   * Decodes a record's value.
   *
   * @throws IOException saying why the bytes cannot be read
   */
  OperationResult decode(byte[] value) throws IOException {
    if (value.length < HEADER_BYTES || value[0] != 0) {
      throw new IOException("not in the wire format");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    SpecificDatumReader<OperationResult> reader = readers.get(id);
    if (reader == null) {
      throw new IOException("the bundle lacks schema " + id);
    }
    BinaryDecoder in =
        DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
    try {
      OperationResult result = reader.read(null, in);
      if (!in.isEnd()) {
        throw new IOException("bytes left over after the record");
      }
      return result;
    } catch (AvroRuntimeException | ClassCastException | IndexOutOfBoundsException e) {
      throw new IOException(e.toString(), e);
    }
  }
}
