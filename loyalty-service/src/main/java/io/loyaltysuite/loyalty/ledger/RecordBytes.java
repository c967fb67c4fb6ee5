package io.loyaltysuite.loyalty.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers and whole records as one column: lengths, then bytes. Nothing at all is no record. */
final class RecordBytes {

  private static final int NO_VALUE = -1;

  private RecordBytes() {}

  static byte[] ofHeaders(Headers headers) {
    return written(out -> write(out, headers));
  }

  static Headers headers(byte[] bytes) {
    return bytes.length == 0 ? new RecordHeaders() : read(bytes, RecordBytes::readHeaders);
  }

  static byte[] ofRecords(List<Outgoing> records) {
    if (records.isEmpty()) {
      return new byte[0];
    }
    return written(
        out -> {
          out.writeInt(records.size());
          for (var each : records) {
            out.writeUTF(each.topic());
            write(out, each.key());
            write(out, each.headers());
            write(out, each.value());
          }
        });
  }

  static List<Outgoing> records(byte[] bytes) {
    return bytes.length == 0 ? List.of() : read(bytes, RecordBytes::readRecords);
  }

  private static List<Outgoing> readRecords(DataInputStream in) throws IOException {
    int count = in.readInt();
    var records = new ArrayList<Outgoing>();
    for (int i = 0; i < count; i++) {
      records.add(
          new Outgoing(
              in.readUTF(),
              in.readNBytes(in.readInt()),
              readHeaders(in),
              in.readNBytes(in.readInt())));
    }
    return List.copyOf(records);
  }

  private static Headers readHeaders(DataInputStream in) throws IOException {
    int count = in.readInt();
    var headers = new RecordHeaders();
    for (int i = 0; i < count; i++) {
      var name = in.readUTF();
      int length = in.readInt();
      headers.add(name, length == NO_VALUE ? null : in.readNBytes(length));
    }
    return headers;
  }

  private static void write(DataOutputStream out, Headers headers) throws IOException {
    Header[] all = headers.toArray();
    out.writeInt(all.length);
    for (var header : all) {
      out.writeUTF(header.key());
      if (header.value() == null) {
        out.writeInt(NO_VALUE);
      } else {
        write(out, header.value());
      }
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream(512);
    try (var out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }
}
