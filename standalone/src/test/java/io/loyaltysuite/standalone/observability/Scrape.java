package io.loyaltysuite.standalone.observability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a service tells Prometheus, in the text format 0.0.4. */
public record Scrape(Map<String, Family> families) {

  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final List<String> PARTS = List.of("_bucket", "_count", "_sum");

  /** What one name stands for. */
  public record Family(String name, String type, String help, List<Sample> samples) {}

  /** One series. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** Reads a scrape. */
  public static Scrape of(String text) {
    var families = new TreeMap<String, Family>();
    var help = new LinkedHashMap<String, String>();
    for (var line : text.lines().toList()) {
      var words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        help.put(words[2], words.length > 3 ? words[3] : "");
      } else if (line.startsWith("# TYPE ")) {
        families.put(
            words[2],
            new Family(words[2], words[3], help.getOrDefault(words[2], ""), new ArrayList<>()));
      } else if (!line.isBlank()) {
        var sample = sample(line);
        Objects.requireNonNull(families.get(family(sample.name(), families)), line)
            .samples()
            .add(sample);
      }
    }
    return new Scrape(families);
  }

  /** Number of series. */
  public long series() {
    return families.values().stream().mapToLong(family -> family.samples().size()).sum();
  }

  /** Sum of the series of a family that have these labels. */
  public double sum(String family, Map<String, String> labels) {
    return Objects.requireNonNull(families.get(family), family).samples().stream()
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static Sample sample(String line) {
    var match = SAMPLE.matcher(line);
    if (!match.matches()) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    var labels = new TreeMap<String, String>();
    if (match.group(2) != null) {
      LABEL
          .matcher(match.group(2))
          .results()
          .forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    return new Sample(
        match.group(1), labels, Double.parseDouble(match.group(3).replace("+Inf", "Infinity")));
  }

  private static String family(String sample, Map<String, Family> families) {
    return PARTS.stream()
        .filter(sample::endsWith)
        .map(part -> sample.substring(0, sample.length() - part.length()))
        .filter(families::containsKey)
        .findFirst()
        .orElse(sample);
  }
}
