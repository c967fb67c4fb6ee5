package io.loyaltysuite.journal.architecture.offenders;

import org.springframework.core.env.Environment;

/** Asks the framework. */
public final class Springy {
  public String name(Environment environment) {
    return environment.toString();
  }
}
