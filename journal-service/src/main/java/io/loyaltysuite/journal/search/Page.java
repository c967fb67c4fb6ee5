package io.loyaltysuite.journal.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers, newest first.
 *
 * @param next cursor of the page behind this one; absent on the last page
 */
public record Page(List<Found> events, @Nullable String next) {}
