package io.loyaltysuite.openapi;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An OpenAPI 3.1 document as the judge of a running service.
 *
 * <p>A route is written {@code GET /api/events}, one of its answers {@code GET /api/events 200}. An
 * answer to a method that a path does not have is looked for among the answers of the path's first
 * route.
 */
public final class ApiDocument {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Place paths;
  private final Schemas schemas;

  private ApiDocument(JsonNode document) {
    this.paths = Place.top(document).child("paths");
    this.schemas = new Schemas(document);
  }

  /**
   * Reads a document in YAML.
   *
   * @throws IllegalArgumentException when it is no OpenAPI 3.1, or an example is not what its
   *     schema says
   */
  public static ApiDocument read(Path file) {
    return of(new YAMLMapper().readTree(file.toFile()));
  }

  static ApiDocument of(JsonNode tree) {
    refuse(Schemas.faultsOf(tree));
    var document = new ApiDocument(tree);
    refuse(document.faultsOfExamples());
    return document;
  }

  /** Every route of the document. */
  public Set<String> routes() {
    return paths
        .names()
        .flatMap(path -> methods(path).map(method -> method.toUpperCase(Locale.ROOT) + " " + path))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every answer of every route. */
  public Set<String> answers() {
    return routes().stream()
        .flatMap(
            route -> operation(route).child("responses").names().map(code -> route + " " + code))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** An extension of a route, such as {@code x-roles}, as a list of texts. */
  public List<String> extension(String route, String name) {
    return operation(route).child(name).node().valueStream().map(JsonNode::asString).toList();
  }

  /** Which documented answer this is; empty when the document has none like it. */
  public Optional<String> answerOf(HttpResponse<?> response) {
    return routeOf(response)
        .map(route -> route + " " + response.statusCode())
        .filter(answers()::contains);
  }

  /** What of an answer is not as documented; nothing when the path is none of the document's. */
  public List<String> faultsOf(HttpResponse<String> response) {
    var route = routeOf(response);
    if (route.isEmpty()) {
      return List.of();
    }
    var status = Integer.toString(response.statusCode());
    var documented = operation(route.get()).child("responses").child(status);
    if (!documented.exists()) {
      return List.of(route.get() + ": answer " + status + " is not documented");
    }
    var faults = new ArrayList<String>();
    faults.addAll(faultsOfHeaders(documented.child("headers"), response));
    faults.addAll(faultsOfBody(documented.child("content"), response));
    return faults.stream().map(fault -> route.get() + " " + status + ": " + fault).toList();
  }

  /** What the schema of a route's request says against a body. */
  public List<String> faultsOfRequest(String route, String mediaType, JsonNode body) {
    var content = operation(route).child("requestBody").child("content").child(mediaType);
    if (!content.exists()) {
      return List.of(route + ": requests of type " + mediaType + " are not documented");
    }
    return schemas.faults(content.child("schema"), body);
  }

  private static List<String> faultsOfHeaders(Place headers, HttpResponse<?> response) {
    return headers
        .names()
        .filter(name -> headers.child(name).child("required").node().asBoolean(false))
        .filter(name -> response.headers().firstValue(name).isEmpty())
        .map(name -> "header " + name + " is missing")
        .toList();
  }

  private List<String> faultsOfBody(Place content, HttpResponse<String> response) {
    if (!content.exists()) {
      return response.body().isEmpty() ? List.of() : List.of("a body where none is documented");
    }
    var type = mediaType(response);
    var documented = content.child(type);
    if (!documented.exists()) {
      return List.of("type '" + type + "' (documented: " + content.names().toList() + ")");
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    try {
      return schemas.faults(documented.child("schema"), JSON.readTree(response.body()));
    } catch (JacksonException e) {
      return List.of("no JSON: " + e.getOriginalMessage());
    }
  }

  private static String mediaType(HttpResponse<?> response) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private Optional<String> routeOf(HttpResponse<?> response) {
    var asked = response.request().uri().getPath();
    return paths
        .names()
        .filter(path -> pattern(path).matcher(asked).matches())
        .findFirst()
        .map(path -> methodOf(path, response.request().method()) + " " + path);
  }

  private String methodOf(String path, String asked) {
    var known = methods(path).map(method -> method.toUpperCase(Locale.ROOT)).toList();
    return known.contains(asked) ? asked : known.getFirst();
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(
        Stream.of(path.split("/", -1))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/")));
  }

  private Stream<String> methods(String path) {
    return paths.child(path).names().filter(METHODS::contains);
  }

  private Place operation(String route) {
    var parts = route.split(" ", 2);
    return paths.child(parts[1]).child(parts[0].toLowerCase(Locale.ROOT));
  }

  private List<String> faultsOfExamples() {
    return routes().stream()
        .map(this::operation)
        .flatMap(
            operation ->
                Stream.concat(
                    Stream.of(operation.child("requestBody")),
                    operation.child("responses").names().map(operation.child("responses")::child)))
        .flatMap(message -> message.child("content").names().map(message.child("content")::child))
        .filter(content -> content.child("example").exists())
        .flatMap(
            content ->
                schemas.faults(content.child("schema"), content.child("example").node()).stream()
                    .map(fault -> content.pointer() + "/example" + fault))
        .distinct()
        .toList();
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }
}
