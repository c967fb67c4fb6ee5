package io.loyaltysuite.standalone.parts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The database server's programs, unpacked once per machine and version. Two JVMs that start at the
 * same time wait for each other; a JVM killed while unpacking leaves nothing that looks complete.
 */
final class PostgresBinaries {

  private static final String VERSION = "18.6.0";
  private static final int MAX_ENTRIES = 20_000;

  private PostgresBinaries() {}

  /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
  static Path unpacked(Privileges privileges) {
    var platform = platform();
    var cache = Folders.make(cache(privileges));
    var home = cache.resolve("postgres-" + VERSION + "-" + platform);
    if (Files.exists(home)) {
      return home;
    }
    var lock = cache.resolve(home.getFileName() + ".lock");
    // Within this JVM the file lock would throw instead of waiting, hence the monitor around it.
    synchronized (PostgresBinaries.class) {
      try (var channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        if (!Files.exists(home)) {
          unpack(platform, home);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack PostgreSQL into " + home, e);
      }
    }
    return home;
  }

  private static Path cache(Privileges privileges) {
    if (privileges == Privileges.NOBODY) {
      // Root's home is closed to others.
      return Path.of("/var/tmp/loyalty-suite");
    }
    return Optional.ofNullable(System.getProperty("suite.cache"))
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .filter(folder -> !folder.isBlank())
                    .map(folder -> Path.of(folder, "loyalty-suite")))
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "loyalty-suite"));
  }

  private static String platform() {
    var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    var arm = System.getProperty("os.arch").equals("aarch64");
    return (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64");
  }

  private static void unpack(String platform, Path home) throws IOException {
    var archive = "/postgres-" + platform + ".txz";
    var part = home.resolveSibling(home.getFileName() + ".part");
    Folders.remove(part);
    try (var packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new PartFailed(
            "no PostgreSQL for this machine on the class path (expected: " + archive + ")");
      }
      unpack(packed, Files.createDirectories(part));
    }
    Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      var count = 0;
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++count > MAX_ENTRIES) {
          throw new IOException("more than " + MAX_ENTRIES + " files in the archive");
        }
        write(tar, entry, folder);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
    var executable = (entry.getMode() & 0b001_000_000) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
