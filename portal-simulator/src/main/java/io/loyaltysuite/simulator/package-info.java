/**
 * A faithful Bitrix24 portal with its OAuth server, for tests, demo and load: {@link
 * io.loyaltysuite.simulator.PortalSimulator} inside a JVM, {@link
 * io.loyaltysuite.simulator.Simulator} as a process of its own.
 */
@NullMarked
package io.loyaltysuite.simulator;

import org.jspecify.annotations.NullMarked;
