package io.loyaltysuite.gateway.activity;

import java.util.List;
import java.util.stream.Collectors;

/** The reference page of the catalogue, {@code docs/activities.md}. */
final class ActivitiesPage {

  private static final String HEAD =
      """
      # Activities

      Generated from the catalogue (`io.loyaltysuite.gateway.activity.Activities`); a test fails when \
      this page differs from it.

      Every activity waits for its answer (`USE_SUBSCRIPTION=Y`) and returns three standard outputs:

      | output | type | meaning |
      |---|---|---|
      | `operation_status_code` | string | `success` or `error` |
      | `operation_status_message` | text | a sentence for the manager |
      | `activity_return_result` | string, multiple | every variable as `name=value`, under its plain name |

      Each variable is also an output of its own, `result_` + name. An output named like an input \
      would share its storage in the portal, hence the prefix. Moments are returned as unix seconds, \
      yes/no as `Y`/`N`.

      Portals get each activity twice: for the designer of processes, and as a robot for automation \
      rules under the code with `_robot` at its end. Both are the same activity everywhere else.

      Values are read leniently: decimals with comma or dot and with spaces, CRM money such as \
      `1500.50|RUB`, dates as `dd.mm.yyyy` or ISO 8601, yes/no as `Y`, `1`, `true`, `да` and their \
      opposites, a contact as `315` or `C_315`. A list where one value is meant counts with its first. \
      An empty field is no value. What cannot be read is answered with `input_invalid`, a missing \
      required field with `input_required`; nothing is changed then.
      """;

  private ActivitiesPage() {}

  static String render() {
    return HEAD
        + Activities.ALL.stream().map(ActivitiesPage::section).collect(Collectors.joining());
  }

  private static String section(Activity activity) {
    return """

        ## %s: %s / %s

        %s. / %s. Operation `%s`.

        | input | type | required | default | label |
        |---|---|---|---|---|
        %s
        | output | type | label |
        |---|---|---|
        %s"""
        .formatted(
            "`" + activity.code() + "`",
            activity.name().ru(),
            activity.name().en(),
            activity.does().ru(),
            activity.does().en(),
            activity.operation(),
            rows(activity.inputs().stream().map(ActivitiesPage::row).toList()),
            rows(activity.outputs().stream().map(ActivitiesPage::row).toList()));
  }

  private static String row(Input input) {
    return "| `%s` | %s | %s | %s | %s / %s |"
        .formatted(
            input.name(),
            type(input),
            input.required() ? "yes" : "",
            input.preset().isEmpty() ? "" : "`" + input.preset() + "`",
            input.label().ru(),
            input.label().en());
  }

  private static String type(Input input) {
    var options =
        input.options().keySet().stream()
            .map(key -> "`" + key + "`")
            .collect(Collectors.joining(", "));
    return input.type().registered()
        + (options.isEmpty() ? "" : ": " + options)
        + (input.multiple() ? ", multiple" : "");
  }

  private static String row(Output output) {
    return "| `%s` | %s | %s / %s |"
        .formatted(
            output.name(), output.type().registered(), output.label().ru(), output.label().en());
  }

  private static String rows(List<String> rows) {
    return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
  }
}
