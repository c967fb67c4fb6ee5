package io.loyaltysuite.gateway.spool;

/** What became of an event. */
public enum Appended {
  DURABLE,
  /** Nobody will ever take it: it is too large, or no record at all. */
  UNFIT,
  /** Not taken in time. It may still arrive, or not. */
  UNAVAILABLE
}
