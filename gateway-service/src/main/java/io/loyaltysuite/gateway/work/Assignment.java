package io.loyaltysuite.gateway.work;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.PortalWork;
import java.util.Map;

/** Work as the decision worded it. */
record Assignment(OperationResult result) {
  static final String FOLLOW_UP = "follow_up";
  static final String DEAL = "deal_id";
  static final String DISCOUNT = "deal_discount";
  static final String UNDO = "deal_discount_undo";

  /** Names, in an undoing, the result whose work is to be undone. */
  private static final String UNDONE_WORK = "work";

  static PortalWork workOf(OperationResult result) {
    return requireNonNull(result.getPortalWork(), "a result without work was stored");
  }

  Invocation invocation() {
    return requireNonNull(result.getInvocation(), "work without invocation was stored");
  }

  String kind() {
    return workOf(result).getKind();
  }

  Map<String, String> parameters() {
    return workOf(result).getParameters();
  }

  String dealId() {
    return parameters().getOrDefault(DEAL, "");
  }

  boolean undoes() {
    return kind().equals(UNDO);
  }

  String undoneWork() {
    return parameters().getOrDefault(UNDONE_WORK, "");
  }
}
