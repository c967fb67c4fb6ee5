package io.loyaltysuite.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The folder with everything one standalone suite keeps; only one may run on it. */
final class Home implements AutoCloseable {

  static final String DEFAULT_FOLDER = ".suite";

  private static final String RUNNING = "running.properties";

  private final Path folder;
  private final FileLock lock;

  private Home(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Opens the folder for one suite; fails with a message when another one runs on it. */
  static Home open(Path folder) {
    try {
      Files.createDirectories(folder);
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new SuiteFailure(
            "another suite runs on the data in "
                + folder
                + running(folder, "pid", " (process %s)")
                + "; stop it, or give this one a folder of its own with --data");
      }
      return new Home(folder.toAbsolutePath(), lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }

  /** Null when someone else has the lock, in another process or in this one. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  Path folder() {
    return folder;
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Leaves word of what runs and where, for other commands and for the next start. */
  void announce(Properties facts) {
    try (var out = Files.newBufferedWriter(folder.resolve(RUNNING))) {
      facts.store(out, "The suite that runs on this folder.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the suite that runs on a folder has announced; empty when none runs, or not yet. */
  static Properties announced(Path folder) {
    var facts = new Properties();
    var file = folder.resolve(RUNNING);
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        facts.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return isAlive(facts) ? facts : new Properties();
  }

  /** A suite that was killed could not take its announcement back. */
  private static boolean isAlive(Properties facts) {
    var pid = facts.getProperty("pid");
    return pid != null && ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(RUNNING));
      lock.release();
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String running(Path folder, String fact, String format) {
    var value = announced(folder).getProperty(fact);
    return value == null ? "" : format.formatted(value);
  }
}
