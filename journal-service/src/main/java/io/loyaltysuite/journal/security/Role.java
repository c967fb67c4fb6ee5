package io.loyaltysuite.journal.security;

/** What a caller is to the journal. */
public enum Role {
  /** Sees every portal. */
  OPERATOR,
  /** Sees the portals named in its settings. */
  INTEGRATOR,
  /** Another service or tool of this suite, with the service token; sees every portal. */
  SERVICE
}
