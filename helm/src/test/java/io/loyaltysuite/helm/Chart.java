package io.loyaltysuite.helm;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** The chart as it stands in the source tree. */
final class Chart {

  static final Path FOLDER = Path.of("loyalty-suite").toAbsolutePath();
  private static final String HOOK = "helm.sh/hook";
  private static final String SHOWN_HOOK = "shown.helm.sh/hook";

  /** Helm's library leaves hooks out of what it renders; here they are called otherwise. */
  private static final Path WITH_HOOKS_SHOWN = withHooksShown();

  static final String RELEASE = "demo";
  static final String NAMESPACE = "loyalty";
  private static final String KUBERNETES = "1.34.0";

  private Chart() {}

  /** Renders with the values of production.yaml and what is laid over them, in YAML. */
  static Rendered production(String... overlays) {
    return render(command().withValuesFile(values("production")), overlays);
  }

  /** Renders with everything switched on that can be, and what is laid over it. */
  static Rendered everything(String... overlays) {
    return render(
        command().withValuesFile(values("production")).withValuesFile(values("everything")),
        overlays);
  }

  /** Renders with the chart's own values alone. */
  static Rendered untouched() {
    return render(command());
  }

  static Rendered onKubernetes(String version) {
    return render(command().withKubeVersion(version).withValuesFile(values("production")));
  }

  static LintResult lint(Path folder) {
    return new Helm(folder).lint().strict().call();
  }

  /** Values of the tests, as text. */
  static String text(String name) {
    try {
      return Files.readString(values(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays values over others as Helm does: maps are merged, everything else is replaced. */
  static String merged(String values, String overlay) {
    var all = (ObjectNode) Rendered.read(values);
    merge(all, (ObjectNode) Rendered.read(overlay));
    return all.toString();
  }

  private static void merge(ObjectNode values, ObjectNode overlay) {
    overlay
        .properties()
        .forEach(
            entry -> {
              if (values.path(entry.getKey()) instanceof ObjectNode below
                  && entry.getValue() instanceof ObjectNode above) {
                merge(below, above);
              } else {
                values.set(entry.getKey(), entry.getValue());
              }
            });
  }

  /** What a person reads after an install with the values of production.yaml. */
  static String notes(String... overlays) {
    var command = new Helm(FOLDER).install().withName(RELEASE).withNamespace(NAMESPACE);
    command.withKubeVersion(KUBERNETES).withDryRunOption(DryRun.CLIENT).clientOnly();
    command.withValuesFile(values("production"));
    files(overlays).forEach(command::withValuesFile);
    var output = command.debug().call().getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  /** Copies the chart, what links lead to included. */
  static Path copyTo(Path folder) {
    try (var files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
      for (var file : files.toList()) {
        var target = folder.resolve(FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path withHooksShown() {
    try {
      var copy = copyTo(Files.createTempDirectory("chart").resolve("loyalty-suite"));
      for (var template : List.of("templates/topics.yaml", "templates/tests/webhook.yaml")) {
        var file = copy.resolve(template);
        Files.writeString(file, Files.readString(file).replace(HOOK, SHOWN_HOOK));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TemplateCommand command() {
    return new Helm(WITH_HOOKS_SHOWN)
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(KUBERNETES);
  }

  private static Rendered render(TemplateCommand command, String... overlays) {
    files(overlays).forEach(command::withValuesFile);
    return Rendered.of(command.call().replace(SHOWN_HOOK, HOOK));
  }

  private static List<Path> files(String... overlays) {
    try {
      var folder = Files.createTempDirectory("values");
      var files = new ArrayList<Path>();
      for (var overlay : overlays) {
        files.add(Files.writeString(folder.resolve(files.size() + ".yaml"), overlay));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path values(String name) {
    var resource = Chart.class.getResource("/values/" + name + ".yaml");
    try {
      return Path.of(Objects.requireNonNull(resource, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
