package io.loyaltysuite.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes events as Avro does, but {@link SharedTexts} from the bytes they became before. */
final class EventWriter extends SpecificDatumWriter<SpecificRecord> {

  EventWriter(Schema schema) {
    super(schema);
  }

  @Override
  protected void writeMap(Schema schema, Object datum, Encoder out) throws IOException {
    if (datum instanceof SharedTexts texts) {
      out.writeFixed(encoded(schema, texts));
    } else {
      super.writeMap(schema, datum, out);
    }
  }

  private byte[] encoded(Schema schema, SharedTexts texts) throws IOException {
    var known = texts.encoded();
    if (known != null) {
      return known;
    }
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    super.writeMap(schema, texts, encoder);
    encoder.flush();
    texts.remember(bytes.toByteArray());
    return bytes.toByteArray();
  }
}
