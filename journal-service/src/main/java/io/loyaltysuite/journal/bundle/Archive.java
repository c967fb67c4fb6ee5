package io.loyaltysuite.journal.bundle;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that remembers the SHA-256 of every file written into it. */
final class Archive {

  private final ZipOutputStream zip;
  private final Map<String, String> hashes = new LinkedHashMap<>();

  /** Writes the content of one file. */
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  Archive(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  void add(String name, Content content) throws IOException {
    var hash = sha256();
    zip.putNextEntry(new ZipEntry(name));
    content.to(new Hashing(hash));
    zip.closeEntry();
    hashes.put(name, HexFormat.of().formatHex(hash.digest()));
  }

  Map<String, String> hashes() {
    return hashes;
  }

  void finish() throws IOException {
    zip.finish();
  }

  private final class Hashing extends FilterOutputStream {

    private final MessageDigest hash;

    Hashing(MessageDigest hash) {
      super(zip);
      this.hash = hash;
    }

    @Override
    public void write(int b) throws IOException {
      hash.update((byte) b);
      zip.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      hash.update(bytes, offset, length);
      zip.write(bytes, offset, length);
    }

    @Override
    public void close() {
      // The archive goes on behind this file.
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
