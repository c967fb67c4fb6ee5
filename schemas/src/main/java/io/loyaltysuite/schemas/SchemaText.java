package io.loyaltysuite.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Schemas as text: the form that is registered, remembered and compared. */
final class SchemaText {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String JAVA_STRING = "avro.java.string";

  private SchemaText() {}

  /** The same schema without the hints that Avro's compiler adds for Java. */
  static Schema withoutJavaProperties(Schema schema) {
    var tree = JSON.readTree(schema.toString());
    removeHints(tree);
    return parse(tree.toString());
  }

  static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  /**
   * Two texts of one schema have one fingerprint, whatever their spacing and order of keys. A
   * change of documentation or default is another schema: the registry gives it another id.
   */
  static String fingerprint(Schema schema) {
    return Ids.sha256(schema.toString());
  }

  private static void removeHints(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
      object.remove(SpecificData.CLASS_PROP);
    }
    node.forEach(SchemaText::removeHints);
  }
}
