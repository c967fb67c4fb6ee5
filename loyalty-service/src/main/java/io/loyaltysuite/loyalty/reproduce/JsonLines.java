package io.loyaltysuite.loyalty.reproduce;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON object per line, without ever holding more than one line. */
final class JsonLines implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final InputStream in;
  private final String name;
  private final int maxLineBytes;

  private int line;

  JsonLines(InputStream in, String name, int maxLineBytes) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.name = name;
    this.maxLineBytes = maxLineBytes;
  }

  /** The next object, or null at the end; blank lines are passed over. */
  @Nullable JsonNode next() throws IOException {
    for (byte[] bytes = nextLine(); bytes != null; bytes = nextLine()) {
      if (bytes.length > 0) {
        return parse(bytes);
      }
    }
    return null;
  }

  private JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new IOException(name + " line " + line + ": " + e.getOriginalMessage(), e);
    }
  }

  private byte @Nullable [] nextLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return null;
    }
    line++;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (bytes.size() >= maxLineBytes) {
        throw new IOException(name + " line " + line + ": longer than " + maxLineBytes + " bytes");
      }
      bytes.write(read);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
