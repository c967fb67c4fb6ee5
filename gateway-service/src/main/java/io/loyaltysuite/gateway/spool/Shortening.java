package io.loyaltysuite.gateway.spool;

/** Makes of a command that Kafka will never take one that it will, and that is refused. Pure. */
@FunctionalInterface
public interface Shortening {
  EncodedCommand shorten(EncodedCommand command);
}
