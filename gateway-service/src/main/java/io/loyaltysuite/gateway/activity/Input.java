package io.loyaltysuite.gateway.activity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One field of an activity's form.
 *
 * @param name name in the portal and in the command
 * @param preset value a new step starts with, often a document expression; may be empty
 * @param options keys of a select with their titles, in the order of the form
 */
public record Input(
    String name,
    InputType type,
    Text label,
    boolean required,
    boolean multiple,
    String preset,
    SequencedMap<String, Text> options) {

  public Input {
    options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
  }

  static Input of(String name, InputType type, String ru, String en) {
    return new Input(name, type, new Text(ru, en), false, false, "", new LinkedHashMap<>());
  }

  /** A call without a value for it is refused. */
  Input needed() {
    return new Input(name, type, label, true, multiple, preset, options);
  }

  /** It takes any number of values. */
  Input many() {
    return new Input(name, type, label, required, true, preset, options);
  }

  Input presetTo(String value) {
    return new Input(name, type, label, required, multiple, value, options);
  }

  Input option(String key, String ru, String en) {
    var more = new LinkedHashMap<String, Text>(options);
    more.put(key, new Text(ru, en));
    return new Input(name, type, label, required, multiple, preset, more);
  }
}
