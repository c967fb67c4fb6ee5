package io.loyaltysuite.gateway.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An activity as data: everything else about it is derived.
 *
 * @param code code of the registration, for ever
 * @param operation what the call becomes in the domain
 * @param inputs fields of the form, in its order
 * @param outputs returned variables in the order of {@code activity_return_result}
 */
public record Activity(
    String code, String operation, Text name, Text does, List<Input> inputs, List<Output> outputs) {

  public Activity {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  static Activity coded(String code, String operation) {
    var nothing = new Text("", "");
    return new Activity(code, operation, nothing, nothing, List.of(), List.of());
  }

  Activity named(String ru, String en) {
    return new Activity(code, operation, new Text(ru, en), does, inputs, outputs);
  }

  Activity does(String ru, String en) {
    return new Activity(code, operation, name, new Text(ru, en), inputs, outputs);
  }

  Activity takes(List<Input> more) {
    return new Activity(code, operation, name, does, joined(inputs, more), outputs);
  }

  Activity takes(Input... more) {
    return takes(List.of(more));
  }

  Activity returns(List<Output> more) {
    return new Activity(code, operation, name, does, inputs, joined(outputs, more));
  }

  Activity returns(Output... more) {
    return returns(List.of(more));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return new ArrayList<>(Stream.concat(first.stream(), second.stream()).toList());
  }
}
