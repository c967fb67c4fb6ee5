package io.loyaltysuite.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is killed at one point, and how long after the one before. */
record Kill(Victim victim, Duration after) {

  /** Killing the JVM costs a whole start, so it is done at one point of so many. */
  private static final int JVM_SHARE = 10;

  enum Victim {
    POSTGRES,
    JVM,
    BOTH,
    REGISTRY
  }

  /** A plan of so many points, at moments that follow from the seed; registry kills come on top. */
  static List<Kill> plan(Random random, int points) {
    var plan = new ArrayList<Kill>();
    for (var i = 0; i < points; i++) {
      plan.add(new Kill(victim(i), Duration.ofMillis(200 + random.nextInt(2_300))));
    }
    plan.add(new Kill(Victim.REGISTRY, Duration.ofMillis(random.nextInt(1_000))));
    Collections.shuffle(plan, random);
    return plan;
  }

  private static Victim victim(int index) {
    if (index % JVM_SHARE != 0) {
      return Victim.POSTGRES;
    }
    return index % (2 * JVM_SHARE) == 0 ? Victim.JVM : Victim.BOTH;
  }

  void perform(SuiteProcess suite) {
    switch (victim) {
      case POSTGRES -> {
        suite.killPostgres();
        suite.awaitPostgres();
      }
      case JVM -> {
        suite.killJvm();
        suite.start();
      }
      case BOTH -> {
        suite.killPostgres();
        suite.killJvm();
        suite.start();
      }
      case REGISTRY -> suite.killRegistry();
    }
  }
}
