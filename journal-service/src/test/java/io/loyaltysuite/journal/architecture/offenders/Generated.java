package io.loyaltysuite.journal.architecture.offenders;

import io.loyaltysuite.schemas.v1.DeadLetter;

/** Knows a generated type. */
public record Generated(DeadLetter letter) {}
