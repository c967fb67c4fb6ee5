package io.loyaltysuite.loyalty.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bundle: an archive whose manifest names every other file with its SHA-256. Opening one checks
 * all of it, within the limits.
 */
final class BundleFile implements AutoCloseable {

  private static final String MANIFEST = "manifest.json";
  private static final String FORMAT = "loyalty-suite-bundle/1";
  private static final int MAX_SMALL_BYTES = 4 * 1024 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final ZipFile zip;
  private final BundleLimits limits;

  private BundleFile(ZipFile zip, BundleLimits limits) {
    this.zip = zip;
    this.limits = limits;
  }

  /**
   * Opens a bundle and checks its manifest against its files.
   *
   * @throws IOException when it is not a bundle, was altered, or exceeds the limits
   */
  static BundleFile open(Path path, BundleLimits limits) throws IOException {
    ZipFile zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    try {
      BundleFile bundle = new BundleFile(zip, limits);
      bundle.verify();
      return bundle;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  List<String> names() {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /** A small file as text. */
  String text(String name) throws IOException {
    try (InputStream in = stream(name)) {
      byte[] bytes = in.readNBytes(MAX_SMALL_BYTES + 1);
      if (bytes.length > MAX_SMALL_BYTES) {
        throw new IOException(name + ": longer than " + MAX_SMALL_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Lines of an NDJSON file, one at a time. */
  JsonLines lines(String name) throws IOException {
    return new JsonLines(stream(name), name, limits.maxLineBytes());
  }

  private void verify() throws IOException {
    if (zip.size() > limits.maxFiles()) {
      throw new IOException("files: " + zip.size() + " (expected: <= " + limits.maxFiles() + ")");
    }
    JsonNode files = manifest().path("files");
    Set<String> left = new HashSet<>(files.propertyNames());
    long total = 0;
    for (ZipEntry entry : zip.stream().toList()) {
      if (!entry.getName().equals(MANIFEST) && !entry.isDirectory()) {
        total += verify(entry, files.path(entry.getName()).asString(""));
        left.remove(entry.getName());
      }
      if (total > limits.maxTotalBytes()) {
        throw new IOException("unpacks to more than " + limits.maxTotalBytes() + " bytes");
      }
    }
    if (!left.isEmpty()) {
      throw new IOException("files missing from the bundle: " + left);
    }
  }

  private JsonNode manifest() throws IOException {
    JsonNode manifest;
    try {
      manifest = JSON.readTree(text(MANIFEST));
    } catch (JacksonException e) {
      throw new IOException(MANIFEST + " cannot be read: " + e.getMessage(), e);
    }
    String format = manifest.path("format").asString("");
    if (!format.equals(FORMAT)) {
      throw new IOException("format: " + format + " (expected: " + FORMAT + ")");
    }
    return manifest;
  }

  private long verify(ZipEntry entry, String expected) throws IOException {
    MessageDigest sha256 = sha256();
    long size;
    try (InputStream in = new DigestInputStream(zip.getInputStream(entry), sha256)) {
      size = copyWithin(limits, entry, in);
    }
    String actual = HexFormat.of().formatHex(sha256.digest());
    if (!actual.equalsIgnoreCase(expected)) {
      throw new IOException(
          entry.getName() + ": SHA-256 is " + actual + " (expected: " + expected + ")");
    }
    return size;
  }

  /** Reads to the end, unless the entry grows beyond what its packed size can honestly hold. */
  private static long copyWithin(BundleLimits limits, ZipEntry entry, InputStream in)
      throws IOException {
    long most =
        Math.max(
            BundleLimits.HARMLESS_BYTES,
            Math.max(1, entry.getCompressedSize()) * limits.maxRatio());
    long allowed = Math.min(most, limits.maxFileBytes());
    byte[] buffer = new byte[64 * 1024];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
      if (size > allowed) {
        throw new IOException(entry.getName() + ": unpacks to more than " + allowed + " bytes");
      }
    }
    return size;
  }

  private InputStream stream(String name) throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("not a bundle: " + name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
