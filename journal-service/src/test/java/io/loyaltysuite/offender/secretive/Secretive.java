package io.loyaltysuite.offender.secretive;

import io.loyaltysuite.offender.plain.Plain;

/** Depends on a package it does not declare. */
public record Secretive(Plain plain) {}
