package io.loyaltysuite.standalone;

import io.loyaltysuite.simulator.demo.DemoFailure;
import io.loyaltysuite.simulator.demo.Paint;
import io.loyaltysuite.standalone.parts.PartFailed;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line behind {@code ./suite}. */
@Command(
    name = "suite",
    description = "A self-hosted loyalty application for Bitrix24, in one command.",
    subcommands = {DemoCommand.class, UpCommand.class, PortalCommand.class, ReproduceCommand.class})
final class Suite {

  private Suite() {}

  public static void main(String... args) {
    Logging.prepare(Path.of(dataFolder(args), "logs", "suite.log"));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Suite())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Suite::explain);
  }

  /** Needed before the command line is read, because reading it may log. */
  private static String dataFolder(String... args) {
    for (var i = 0; i < args.length; i++) {
      if (args[i].startsWith("--data=")) {
        return args[i].substring("--data=".length());
      }
      if (args[i].equals("--data") && i + 1 < args.length) {
        return args[i + 1];
      }
    }
    return Home.DEFAULT_FOLDER;
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    var log = LoggerFactory.getLogger(Suite.class);
    if (e instanceof SuiteFailure || e instanceof DemoFailure || e instanceof PartFailed) {
      log.info("Failed", e);
    } else {
      log.error("Failed", e);
    }
    var paint = Paint.ofTerminal();
    System.err.println(paint.red("✗ ") + e.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
