package io.loyaltysuite.journal.bundle;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a bundle may become.
 *
 * @param maxEvents records in one bundle, copies included
 * @param maxSize bytes of their values together
 */
@ConfigurationProperties("journal.bundle")
record BundleProperties(
    @DefaultValue("20000") int maxEvents, @DefaultValue("256MB") DataSize maxSize) {}
