package io.loyaltysuite.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of one document, read strictly: formats are checked, a misspelt keyword is an error,
 * and an object has the properties that are written down and no others, unless its schema says more
 * about them.
 */
final class Schemas {

  private static final String ADDRESS = "https://openapi.test/document.json";
  private static final Dialect STRICT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
          .build();

  private final JsonNode closed;
  private final SchemaRegistry registry;

  Schemas(JsonNode document) {
    closed = document.deepCopy();
    close(closed);
    registry =
        SchemaRegistry.withDialect(
            STRICT,
            settings ->
                settings
                    .schemas(Map.of(ADDRESS, closed.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  /** What is wrong with a value by the schema that stands at a place. */
  List<String> faults(Place schema, JsonNode value) {
    return registry.getSchema(closed.at(schema.pointer())).validate(value).stream()
        .map(Schemas::fault)
        .toList();
  }

  /** What is wrong with a document by the OpenAPI Initiative's schema for all of them. */
  static List<String> faultsOf(JsonNode document) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(metaSchema())
        .validate(document)
        .stream()
        .map(Schemas::fault)
        .toList();
  }

  private static String fault(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("$ref").asString("").startsWith("#/")) {
      object.put("$ref", ADDRESS + object.path("$ref").asString()); // Each is read on its own.
    }
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    for (var child : node.properties()) {
      if (child.getKey().equals("properties")) {
        child.getValue().forEach(Schemas::close); // Names of properties, and no schema.
      } else {
        close(child.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(Schemas::close);
    }
  }

  private static String metaSchema() {
    try (var in = Schemas.class.getResourceAsStream("openapi-3.1.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
