package io.loyaltysuite.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out who listens on a port, as far as this machine tells. */
final class PortHolder {

  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortHolder() {}

  /** A process such as {@code java (process 4711)}; empty when it cannot be found out. */
  static Optional<String> of(int port) {
    return pid(port)
        .flatMap(ProcessHandle::of)
        .map(
            process ->
                process.info().command().map(PortHolder::name).orElse("a program")
                    + " (process "
                    + process.pid()
                    + ")");
  }

  private static Optional<Long> pid(int port) {
    var inodes =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(table -> lines(Path.of(table)).stream())
            .flatMap(line -> inode(line, port).stream())
            .toList();
    if (inodes.isEmpty()) {
      return lsof(port);
    }
    var sockets = inodes.stream().map(inode -> "socket:[" + inode + "]").toList();
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> opens(pid, sockets))
        .findFirst();
  }

  private static Optional<String> inode(String line, int port) {
    var fields = line.strip().split("\\s+", -1);
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    return fields.length > INODE
            && fields[ADDRESS].endsWith(suffix)
            && fields[STATE].equals(LISTENING)
        ? Optional.of(fields[INODE])
        : Optional.empty();
  }

  private static boolean opens(long pid, List<String> sockets) {
    try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<Long> lsof(int port) {
    try {
      var process =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return output.lines().findFirst().map(Long::parseLong);
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static String name(String command) {
    return command.substring(command.lastIndexOf('/') + 1);
  }
}
