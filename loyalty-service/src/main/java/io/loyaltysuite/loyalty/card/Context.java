package io.loyaltysuite.loyalty.card;

import java.util.List;

/**
 * Where a command comes from inside the portal; empty for commands of other sources.
 *
 * @param documentId module, class and key, e.g. {@code crm, CCrmDocumentDeal, DEAL_15}
 * @param documentType module, class and type key
 */
public record Context(
    String workflowId, String activityName, List<String> documentId, List<String> documentType) {

  private static final String DEAL = "DEAL_";

  public static final Context NONE = new Context("", "", List.of(), List.of());

  public Context {
    documentId = List.copyOf(documentId);
    documentType = List.copyOf(documentType);
  }

  /** The CRM contact the document is, or empty. */
  String documentContact() {
    return documentKey().startsWith("CONTACT_") ? documentKey().substring("CONTACT_".length()) : "";
  }

  boolean isDeal() {
    return documentKey().startsWith(DEAL);
  }

  /** The id of the deal the document is, or empty. */
  String dealId() {
    return isDeal() ? documentKey().substring(DEAL.length()) : "";
  }

  /** The same place in a process, with this deal as its document. */
  Context onDeal(String dealId) {
    return dealId.equals(dealId())
        ? this
        : new Context(
            workflowId,
            activityName,
            List.of("crm", "CCrmDocumentDeal", DEAL + dealId),
            List.of("crm", "CCrmDocumentDeal", "DEAL"));
  }

  /** One text for the whole document id, or empty when there is no document. */
  String document() {
    return String.join("|", documentId);
  }

  /** The last part of the document id, e.g. {@code DEAL_15}; empty when there is none. */
  String documentKey() {
    return documentId.size() == 3 ? documentId.get(2) : "";
  }
}
