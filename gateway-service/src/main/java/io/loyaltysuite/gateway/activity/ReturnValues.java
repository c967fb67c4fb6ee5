package io.loyaltysuite.gateway.activity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What a portal gets back: the RETURN_VALUES of {@code bizproc.event.send}. */
public final class ReturnValues {

  static final String STATUS = "operation_status_code";
  static final String MESSAGE = "operation_status_message";
  static final String ALL_VARIABLES = "activity_return_result";

  private ReturnValues() {}

  /**
   * Values by output name: texts, and one list of texts. A call of an unknown activity gets the
   * three standard outputs only.
   *
   * @param status {@code success} or {@code error}
   * @param message sentence for a manager
   * @param variables all returned variables, in the order of the catalogue
   */
  public static Map<String, Object> of(
      String code, String status, String message, SequencedMap<String, String> variables) {
    var values = new LinkedHashMap<String, Object>();
    values.put(STATUS, status);
    values.put(MESSAGE, message);
    values.put(ALL_VARIABLES, listed(variables));
    var outputs = Activities.find(code).map(Activity::outputs).orElse(List.of());
    for (Output output : outputs) {
      values.put(
          output.name(), output.type().forPortal(variables.getOrDefault(output.variable(), "")));
    }
    return values;
  }

  private static List<String> listed(SequencedMap<String, String> variables) {
    return variables.sequencedEntrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .toList();
  }
}
