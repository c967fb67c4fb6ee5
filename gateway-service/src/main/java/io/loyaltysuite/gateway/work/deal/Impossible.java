package io.loyaltysuite.gateway.work.deal;

/** There can be no such discount on this deal. */
public record Impossible(Failure failure) implements Planning {}
