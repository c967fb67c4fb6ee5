package io.loyaltysuite.standalone.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A database server that is running on a data folder, as its lock file tells. */
record Postmaster(ProcessHandle process, int port) {

  private static final String LOCK_FILE = "postmaster.pid";
  private static final int PID_LINE = 0;
  private static final int START_LINE = 2;
  private static final int PORT_LINE = 3;

  /**
   * The server that runs on this folder. A lock file whose server is gone is removed if another
   * program has its number now: the server would take that program for its predecessor.
   */
  static Optional<Postmaster> on(Path data) {
    try {
      var lockFile = data.resolve(LOCK_FILE);
      if (!Files.exists(lockFile)) {
        return Optional.empty();
      }
      var lines = Files.readAllLines(lockFile);
      var found = parse(lines);
      if (found.isEmpty() && lines.size() > PORT_LINE) {
        Files.deleteIfExists(lockFile);
      }
      return found;
    } catch (IOException e) {
      throw new PartFailed("cannot read the lock file in " + data, e);
    }
  }

  private static Optional<Postmaster> parse(List<String> lines) {
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    var pid = Long.parseLong(lines.get(PID_LINE).strip());
    var started = Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip()));
    var port = Integer.parseInt(lines.get(PORT_LINE).strip());
    return Children.find(pid, started).map(process -> new Postmaster(process, port));
  }
}
