package io.loyaltysuite.gateway.activity;

import java.util.List;
import java.util.Map;

/** What the gateway made of a call's properties. */
public sealed interface Understanding {

  /**
   * All fields are in order.
   *
   * @param inputs canonical text by name; inputs without a value are absent
   */
  record Understood(String operation, Map<String, List<String>> inputs) implements Understanding {}

  /**
   * The call cannot be carried out; its portal is told why.
   *
   * @param code {@code input_required} or {@code input_invalid}
   * @param parameters {@code field}, the input's name, and {@code value}, as received
   */
  record Refused(String code, Map<String, String> parameters) implements Understanding {}
}
