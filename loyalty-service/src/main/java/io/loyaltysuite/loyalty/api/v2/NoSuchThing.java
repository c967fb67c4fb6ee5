package io.loyaltysuite.loyalty.api.v2;

/** The address leads to nothing, and no code of the catalogue says more than that. */
final class NoSuchThing extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoSuchThing() {
    super("no such thing", null, false, false);
  }
}
