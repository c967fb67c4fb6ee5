package io.loyaltysuite.gateway.architecture.offenders;

import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the disk. */
public final class Writer {
  public boolean look() {
    return Files.exists(Path.of("."));
  }
}
