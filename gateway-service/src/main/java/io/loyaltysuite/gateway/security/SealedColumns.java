package io.loyaltysuite.gateway.security;

import java.util.List;

/**
 * Where a feature keeps what it sealed, each for the portal in {@code member_id}. Declared as a
 * bean by the feature that owns the table.
 *
 * @param names columns with sealed text or null
 * @param needed condition of the rows whose secrets are still needed
 */
public record SealedColumns(String table, List<String> names, String needed) {

  public SealedColumns {
    names = List.copyOf(names);
  }
}
