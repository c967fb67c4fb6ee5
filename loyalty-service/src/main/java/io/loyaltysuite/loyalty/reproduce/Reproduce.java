package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Decides the recorded results of a bundle file again; needs no database and no network. */
public final class Reproduce {

  private static final String EVENTS = "events.ndjson";

  private Reproduce() {}

  /**
   * One verdict per result of the bundle, in the bundle's order; copies of a result count once.
   *
   * @throws IOException when the file is not a bundle, was altered, or exceeds the limits
   */
  public static List<Verdict> reproduceBundle(Path bundle) throws IOException {
    return reproduceBundle(bundle, BundleLimits.STANDARD);
  }

  static List<Verdict> reproduceBundle(Path path, BundleLimits limits) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (BundleFile bundle = BundleFile.open(path, limits);
        JsonLines events = bundle.lines(EVENTS)) {
      BundleSchemas schemas = BundleSchemas.of(bundle);
      for (JsonNode event = events.next(); event != null; event = events.next()) {
        if (event.path("topic").asString("").equals(Topics.RESULTS)) {
          Verdict verdict = verdict(event, schemas);
          if (seen.add(verdict.resultId())) {
            verdicts.add(verdict);
          }
        }
      }
    }
    return verdicts;
  }

  private static Verdict verdict(JsonNode event, BundleSchemas schemas) {
    OperationResult result;
    try {
      byte[] value = Base64.getDecoder().decode(event.path("value_base64").asString(""));
      result = schemas.decode(value);
    } catch (IOException | IllegalArgumentException e) {
      return new Verdict(
          place(event), "", "", "", new NotReproducible("undecodable: " + e.getMessage()));
    }
    Invocation invocation = result.getInvocation();
    return new Verdict(
        result.getResultId(),
        invocation == null ? "" : invocation.getWorkflowId(),
        invocation == null ? "" : invocation.getActivityCode(),
        result.getStatus(),
        RecordedResult.reproduce(result));
  }

  /** Stands for the id of a record that nobody can read. */
  private static String place(JsonNode event) {
    return "partition %s offset %s"
        .formatted(event.path("partition").asString("?"), event.path("offset").asString("?"));
  }
}
