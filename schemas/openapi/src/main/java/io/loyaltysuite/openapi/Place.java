package io.loyaltysuite.openapi;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A node of a document and the JSON pointer it stands under. Going on from a reference goes on from
 * what it refers to.
 */
record Place(JsonNode root, String pointer) {

  static Place top(JsonNode root) {
    return new Place(root, "");
  }

  JsonNode node() {
    return root.at(pointer);
  }

  boolean exists() {
    return !node().isMissingNode();
  }

  Place child(String name) {
    return new Place(root, pointer + "/" + name.replace("~", "~0").replace("/", "~1")).resolved();
  }

  /** Children by name; extensions are none. */
  Stream<String> names() {
    return node().propertyNames().stream().filter(name -> !name.startsWith("x-"));
  }

  String text(String name) {
    return child(name).node().asString("");
  }

  /**
   * What a reference refers to.
   *
   * @throws IllegalArgumentException when that is not in this document
   */
  private Place resolved() {
    var reference = node().path("$ref").asString("");
    if (reference.isEmpty()) {
      return this;
    }
    var target = new Place(root, reference.substring(1));
    if (!reference.startsWith("#/") || !target.exists()) {
      throw new IllegalArgumentException(
          "$ref: " + reference + " (expected: the pointer of something in this document)");
    }
    return target.resolved();
  }
}
