package io.loyaltysuite.standalone.parts;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root; this is how it is started all the same. */
enum Privileges {
  /** We are an ordinary user. */
  ORDINARY(""),

  /** Root, seen by the program as nobody in a user namespace of its own; files stay root's. */
  OWN_NAMESPACE("unshare -U"),

  /** Root, where namespaces are off: the program really becomes nobody. */
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

  private final String prefix;

  Privileges(String prefix) {
    this.prefix = prefix;
  }

  static Privileges ofThisProcess() {
    if (new UnixSystem().getUid() != 0) {
      return ORDINARY;
    }
    for (var way : List.of(OWN_NAMESPACE, NOBODY)) {
      if (Children.runs(way.command(List.of("true")))) {
        return way;
      }
    }
    throw new PartFailed(
        "PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here:"
            + " start this as an ordinary user");
  }

  List<String> command(List<String> command) {
    return Stream.concat(Arrays.stream(prefix.split(" ", -1)), command.stream())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Hands a file or folder, which root made, to whom the program will be. */
  void hand(Path path) {
    if (this == NOBODY) {
      Children.run(List.of("chown", "-R", "65534:65534", path.toString()));
    }
  }
}
