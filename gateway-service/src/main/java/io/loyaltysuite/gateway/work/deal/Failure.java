package io.loyaltysuite.gateway.work.deal;

import java.util.Locale;

/** Why work in a portal came to nothing: codes of the error catalogue. */
public enum Failure {
  DEAL_NOT_FOUND,
  DEAL_CLOSED,
  DEAL_HAS_NO_PRODUCTS,
  CURRENCY_MISMATCH,
  CRM_ACCESS_DENIED,
  /** Given up because the portal did not answer in time; nothing was changed there. */
  CRM_UNAVAILABLE,
  DEAL_UPDATE_FAILED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
