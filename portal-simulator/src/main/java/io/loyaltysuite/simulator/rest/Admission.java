package io.loyaltysuite.simulator.rest;

/** Who may come in: a session, or the reason why not. */
sealed interface Admission permits Session, RestAnswer.Refused {}
