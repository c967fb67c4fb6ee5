package io.loyaltysuite.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.UUID;

/** Local secrets, drawn once and kept in a file that only its owner can read. */
record Secrets(
    Path file,
    String serviceToken,
    String gatewayKey,
    String clientSecret,
    String databasePassword,
    String operatorPassword,
    Account fixture) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Whom clients of REST v2 say they are. */
  record Account(String clientId, String adminKey) {

    @Override
    public String toString() {
      return "Account[" + clientId + "]";
    }
  }

  static Secrets in(Path folder) {
    var file = folder.resolve("secrets.properties");
    var known = read(file);
    if (!known.keySet().containsAll(drawn().keySet())) {
      var all = drawn();
      all.putAll(known);
      write(file, all);
      known = all;
    }
    return new Secrets(
        file,
        known.getProperty("service-token"),
        known.getProperty("gateway-key"),
        known.getProperty("client-secret"),
        known.getProperty("database-password"),
        known.getProperty("operator-password"),
        new Account(
            known.getProperty("fixture-client-id"), known.getProperty("fixture-admin-key")));
  }

  @Override
  public String toString() {
    return "Secrets[" + file + "]";
  }

  private static Properties drawn() {
    var secrets = new Properties();
    secrets.setProperty("service-token", hex(32));
    secrets.setProperty("gateway-key", Base64.getEncoder().encodeToString(bytes(32)));
    secrets.setProperty("client-secret", hex(25));
    secrets.setProperty("database-password", hex(16));
    secrets.setProperty("operator-password", hex(8));
    secrets.setProperty("fixture-client-id", UUID.randomUUID().toString());
    secrets.setProperty("fixture-admin-key", UUID.randomUUID().toString());
    return secrets;
  }

  private static Properties read(Path file) {
    var secrets = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        secrets.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return secrets;
  }

  /** Written aside and moved: a half-written file would lock us out of our own data. */
  private static void write(Path file, Properties secrets) {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newBufferedWriter(fresh)) {
        secrets.store(
            out, "Local secrets of the standalone suite. The data cannot be read without.");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hex(int length) {
    return HexFormat.of().formatHex(bytes(length));
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
