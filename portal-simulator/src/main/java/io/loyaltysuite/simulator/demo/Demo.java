package io.loyaltysuite.simulator.demo;

import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.PortalSimulator;
import io.loyaltysuite.simulator.SimulatorSettings;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.workflow.Document;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Two business processes in a simulated portal, from its installation to the proof.
 *
 * <pre>
 *   install ──▶ activities registered ──▶ both processes ──▶ timelines ──▶ reproduced ──▶ verdict
 * </pre>
 */
public final class Demo implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(200);

  private final Installed suite;
  private final Progress progress;
  private final PortalSimulator simulator;
  private final Portal portal;
  private final JournalClient journal;

  private Demo(Installed suite, SimulatorSettings settings, Progress progress) {
    this.suite = suite;
    this.progress = progress;
    this.simulator = PortalSimulator.start(settings);
    this.portal = simulator.portal(PortalSettings.named("romashka"));
    this.journal = new JournalClient(suite.journal(), suite.serviceToken());
  }

  /** Starts the simulated portal; {@link #close} stops it. */
  public static Demo open(Installed suite, SimulatorSettings settings, Progress progress) {
    return new Demo(suite, settings, progress);
  }

  /** Runs everything and tells of it; returns whether all was as expected. */
  public boolean play() {
    var paint = progress.paint();
    step("application installed in a portal", this::install);
    var number = Instant.now().getEpochSecond() % 1_000_000_000;
    var workflows = new ArrayList<Workflow>();
    for (var story : Story.ALL) {
      workflows.add(portal.start(story.process(), deal(number + workflows.size()), Map.of()));
    }
    var objections = new ArrayList<String>();
    for (var i = 0; i < workflows.size(); i++) {
      objections.addAll(tell(Story.ALL.get(i), workflows.get(i)));
    }
    portal.violations().stream()
        .map(violation -> "%s (broken %d times)".formatted(violation.rule(), violation.count()))
        .forEach(objections::add);
    progress.say("");
    objections.forEach(objection -> progress.say(paint.red("✗ ") + objection));
    if (objections.isEmpty()) {
      progress.say(
          paint.green("✓ ")
              + "Every waiting step got exactly one applied reply; every result reproduces.");
    }
    return objections.isEmpty();
  }

  @Override
  public void close() {
    simulator.close();
  }

  private Boolean install() {
    var application = Application.local(suite.clientId(), suite.clientSecret(), suite.webhook());
    var sent = portal.install(application).join();
    if (!sent.delivered()) {
      throw new DemoFailure("the installation was answered " + sent.status());
    }
    for (var story : Story.ALL) {
      var missing = portal.awaitActivities(story.process(), PATIENCE);
      if (!missing.isEmpty()) {
        throw new DemoFailure("activities not registered within " + PATIENCE + ": " + missing);
      }
    }
    return true;
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private static Document deal(long number) {
    return Document.deal(number)
        .with(Map.of("CONTACT_ID", Long.toString(number), "TITLE", "Сделка № " + number));
  }

  private List<String> tell(Story story, Workflow workflow) {
    var paint = progress.paint();
    await(() -> workflow.view().state().ended());
    var view = workflow.view();
    progress.say("");
    progress.say(paint.bold(story.title()));
    progress.say(
        paint.dim(
            "  process «%s» %s in portal %s".formatted(view.process(), view.id(), portal.name())));
    new Timeline(paint).lines(view).forEach(progress::say);
    var objections = new ArrayList<>(story.objections(view));
    try {
      objections.addAll(reproduce(view));
    } catch (DemoFailure e) {
      objections.add(e.getMessage());
    }
    progress.say("  " + paint.cyan(link(view)));
    return objections;
  }

  private List<String> reproduce(WorkflowView view) {
    var member = Optional.of(portal.memberId());
    var expected = view.steps().size();
    await(() -> journal.reproduce(view.id(), member).size() >= expected);
    var verdicts = journal.reproduce(view.id(), member);
    var identical = verdicts.stream().filter(Replayed::isIdentical).count();
    var paint = progress.paint();
    progress.say(
        "  reproduced: %s"
            .formatted(
                identical == expected && verdicts.size() == expected
                    ? paint.green("all %d results identical".formatted(expected))
                    : paint.red("%d of %d results identical".formatted(identical, expected))));
    if (verdicts.size() != expected) {
      return List.of(
          "the journal has %d results of the process (expected: %d)"
              .formatted(verdicts.size(), expected));
    }
    return verdicts.stream()
        .filter(verdict -> !verdict.isIdentical())
        .map(verdict -> "%s: %s".formatted(verdict.activity(), verdict.sentence(paint)))
        .toList();
  }

  private String link(WorkflowView view) {
    return "%s/processes/%s?portal=%s".formatted(suite.journalLink(), view.id(), portal.memberId());
  }

  private <T> void step(String name, Callable<T> work) {
    try {
      progress.step(name, work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new DemoFailure(name + ": " + e, e);
    }
  }
}
