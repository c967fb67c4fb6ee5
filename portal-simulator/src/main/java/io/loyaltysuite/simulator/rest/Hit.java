package io.loyaltysuite.simulator.rest;

import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP request as the portal's PHP process sees it: background jobs run one after another when
 * the answer is out.
 */
final class Hit {

  private final String id;
  private final List<Runnable> jobs = new ArrayList<>();

  Hit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  void afterwards(Runnable job) {
    jobs.add(job);
  }

  void runJobs() {
    jobs.forEach(Runnable::run);
  }
}
