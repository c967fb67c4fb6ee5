package io.loyaltysuite.simulator.workflow;

import io.loyaltysuite.simulator.php.Php;
import java.util.List;
import java.util.Map;

/**
 * The document a workflow runs on (protocol 1.5).
 *
 * @param module such as crm
 * @param entity document class, such as CCrmDocumentDeal
 * @param id document key, such as DEAL_4711
 * @param type type key, such as DEAL
 * @param fields what expressions can read
 */
public record Document(
    String module, String entity, String id, String type, Map<String, Object> fields) {

  /** Brings the fields into PHP's normal form. */
  public Document {
    fields = Php.normalMap(fields);
  }

  /** A deal without fields. */
  public static Document deal(long number) {
    return new Document("crm", "CCrmDocumentDeal", "DEAL_" + number, "DEAL", Map.of());
  }

  /** A contact without fields. */
  public static Document contact(long number) {
    return new Document("crm", "CCrmDocumentContact", "CONTACT_" + number, "CONTACT", Map.of());
  }

  /** The same document with these fields. */
  public Document with(Map<String, ?> values) {
    return new Document(module, entity, id, type, Php.normalMap(values));
  }

  /** The same document under the key of its type and this number. */
  public Document numbered(long number) {
    return new Document(module, entity, type + "_" + number, type, fields);
  }

  List<String> documentId() {
    return List.of(module, entity, id);
  }

  List<String> documentType() {
    return List.of(module, entity, type);
  }
}
