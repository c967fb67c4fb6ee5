package io.loyaltysuite.benchmarks;

import io.loyaltysuite.standalone.Fleet.Service;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A service's executable jar, unpacked as in its image.
 *
 * @param folder the jar and, below {@code lib}, its libraries
 */
record Program(Path folder) {

  private static final List<String> OPTIONS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /** Unpacks what the build has made. */
  static Program of(Service service, Path below) {
    var name = service.name().toLowerCase(Locale.ROOT);
    var folder = below.resolve(name);
    run("-Djarmode=tools", "-jar", jar(name).toString(), "extract", "--destination", "" + folder);
    return new Program(folder);
  }

  /** How Java is told to run it, all but the main class. */
  List<String> launcher(String... options) {
    var launcher = new ArrayList<String>();
    launcher.addAll(List.of(options));
    launcher.addAll(OPTIONS);
    launcher.addAll(List.of("-cp", classPath()));
    return launcher;
  }

  private String classPath() {
    try (var jars = Files.walk(folder)) {
      return String.join(
          File.pathSeparator,
          jars.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar(String name) {
    var target = Bench.root().resolve(name + "-service/target");
    try (var jars = Files.newDirectoryStream(target, "*-program.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException("no program in " + target, e);
    }
  }

  private static void run(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    try {
      var status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(command + " ended with " + status + " (expected: 0)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
