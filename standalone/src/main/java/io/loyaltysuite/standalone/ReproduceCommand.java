package io.loyaltysuite.standalone;

import io.loyaltysuite.loyalty.reproduce.Reproduce;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Differs;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.loyalty.reproduce.Verdict;
import io.loyaltysuite.simulator.demo.JournalClient;
import io.loyaltysuite.simulator.demo.Paint;
import io.loyaltysuite.simulator.demo.Replayed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./suite reproduce}: decides recorded results again and shows the first difference. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Decide recorded results again and compare, field by field.",
      "With --workflow the running journal is asked; a bundle needs nothing that runs.",
      "The status is 0 when all are identical."
    })
final class ReproduceCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE.zip",
      description = "A process or period downloaded from the journal.")
  private @Nullable Path bundle;

  @Option(names = "--workflow", paramLabel = "ID", description = "Id of a process.")
  private @Nullable String workflow;

  @Option(
      names = "--portal",
      paramLabel = "MEMBER",
      description = "Portal of the process, if several have one of this id.")
  private @Nullable String portal;

  @Option(
      names = "--data",
      defaultValue = Home.DEFAULT_FOLDER,
      paramLabel = "FOLDER",
      description = "Data folder of the running suite (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(Home.DEFAULT_FOLDER);

  @Override
  public Integer call() throws IOException {
    var paint = Paint.ofTerminal();
    var replayed = replay();
    if (replayed.isEmpty()) {
      System.out.println("No recorded result was found.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    for (var one : replayed) {
      System.out.println(
          "  %-26s %-8s %s".formatted(one.activity(), one.status(), one.sentence(paint)));
    }
    var identical = replayed.stream().filter(Replayed::isIdentical).count();
    System.out.println("%d of %d identical".formatted(identical, replayed.size()));
    return identical == replayed.size() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private List<Replayed> replay() throws IOException {
    if (bundle != null && workflow == null) {
      if (!Files.isReadable(bundle)) {
        throw new SuiteFailure("cannot read " + bundle);
      }
      return Reproduce.reproduceBundle(bundle).stream().map(ReproduceCommand::replayed).toList();
    }
    if (workflow == null || bundle != null) {
      throw new SuiteFailure("expected: either a bundle or --workflow=ID");
    }
    return journal().reproduce(workflow, Optional.ofNullable(portal));
  }

  private JournalClient journal() {
    var url = Home.announced(data).getProperty("journal");
    if (url == null) {
      throw new SuiteFailure("no suite runs on " + data + " (start one with: ./suite up)");
    }
    return new JournalClient(URI.create(url), Secrets.in(data).serviceToken());
  }

  private static Replayed replayed(Verdict verdict) {
    return switch (verdict.reproduction()) {
      case Identical _ -> replayed(verdict, Replayed.IDENTICAL, "", "", "", "");
      case Differs(var field, var recorded, var today) ->
          replayed(verdict, "differs", field, recorded, today, "");
      case NotReproducible(var reason) -> replayed(verdict, "not_reproducible", "", "", "", reason);
    };
  }

  private static Replayed replayed(
      Verdict verdict, String word, String field, String recorded, String today, String reason) {
    return new Replayed(
        verdict.activityCode(), verdict.status(), word, field, recorded, today, reason);
  }
}
