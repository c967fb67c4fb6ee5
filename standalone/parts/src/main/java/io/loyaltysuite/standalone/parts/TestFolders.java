package io.loyaltysuite.standalone.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Temporary folders for the parts of tests. Their names tell the JVM they belong to, so that what a
 * killed one has left (processes and files) is cleared away by the next.
 */
final class TestFolders {

  private static final String PREFIX = "suite-parts-";

  private TestFolders() {}

  static Path make() {
    var parent = Path.of(System.getProperty("java.io.tmpdir"));
    clear(parent);
    try {
      return Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path parent) {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var folder : folders) {
        if (isAbandoned(folder)) {
          stopLeftovers(folder);
          Folders.remove(folder);
        }
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("Old folders of tests stay in " + parent + ": " + e.getMessage());
    }
  }

  private static boolean isAbandoned(Path folder) {
    var owner = folder.getFileName().toString().substring(PREFIX.length()).split("-", -1)[0];
    return ProcessHandle.of(Long.parseLong(owner)).isEmpty();
  }

  private static void stopLeftovers(Path folder) {
    for (var process :
        List.of(
            EmbeddedRegistry.left(folder.resolve("registry")),
            Postmaster.on(folder.resolve("postgres/data")).map(Postmaster::process))) {
      process.ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
