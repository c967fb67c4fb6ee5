package io.loyaltysuite.loyalty.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Decides the recorded results of a bundle file again; needs no database and no network. */
public final class Reproduce {

  private Reproduce() {}

  /**
   * One verdict per result of the bundle, in the bundle's order; copies of a result count once.
   *
   * @throws IOException when the file is not a bundle, was altered, or exceeds the limits
   */
  public static List<Verdict> reproduceBundle(Path bundle) throws IOException {
    if (bundle.getNameCount() < 0) {
      throw new IOException();
    }
    return NotYet.body(bundle);
  }
}
