package io.loyaltysuite.journal;

import io.loyaltysuite.standalone.parts.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The journal in a JVM of its own, which can be killed. */
public final class JournalProgram implements AutoCloseable {

  private final Process process;

  private JournalProgram(Process process) {
    this.process = process;
  }

  /** Starts it with the class path of this JVM; returns at once. */
  public static JournalProgram start(Database database, String bootstrap, String... settings) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JournalApplication.class.getName());
    command.addAll(JournalUnderTest.arguments(database, bootstrap, settings));
    try {
      return new JournalProgram(new ProcessBuilder(command).inheritIO().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** As kill -9 does it; returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
