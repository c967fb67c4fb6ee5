package io.loyaltysuite.journal.event;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format, sent in pieces so that a batch is never held twice. */
final class BinaryCopy {

  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int PIECE = 256 * 1024;
  private static final byte JSONB_VERSION = 1;

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * PIECE);
  private final DataOutputStream out = new DataOutputStream(buffer);

  BinaryCopy(CopyIn copy) {
    this.copy = copy;
    write(SIGNATURE);
    writeInt(0); // No flags.
    writeInt(0); // No header extension.
  }

  void row(int columns) throws SQLException {
    if (buffer.size() >= PIECE) {
      send();
    }
    writeShort(columns);
  }

  void int2(int value) {
    writeInt(Short.BYTES);
    writeShort(value);
  }

  void int4(int value) {
    writeInt(Integer.BYTES);
    writeInt(value);
  }

  void int8(@Nullable Long value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(Long.BYTES);
      writeLong(value);
    }
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte @Nullable [] value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(value.length);
      write(value);
    }
  }

  void jsonb(byte[] json) {
    writeInt(json.length + 1);
    write(new byte[] {JSONB_VERSION});
    write(json);
  }

  /** Ends the stream; returns the number of rows the database took. */
  long end() throws SQLException {
    writeShort(-1);
    send();
    return copy.endCopy();
  }

  private void send() throws SQLException {
    var piece = buffer.toByteArray();
    copy.writeToCopy(piece, 0, piece.length);
    buffer.reset();
  }

  private void write(byte[] bytes) {
    buffer.writeBytes(bytes);
  }

  private void writeShort(int value) {
    try {
      out.writeShort(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void writeInt(int value) {
    try {
      out.writeInt(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void writeLong(long value) {
    try {
      out.writeLong(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
