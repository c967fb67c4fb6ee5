package io.loyaltysuite.gateway.activity;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the catalogue is registered with a portal: every activity twice, as a step for the designer
 * of processes and as a robot.
 */
public final class Registration {

  /** What a portal keeps apart, in lists and methods of their own. */
  public enum Kind {
    ACTIVITY,
    ROBOT;

    /** The method of REST, such as {@code bizproc.robot.add}. */
    public String method(String verb) {
      return "bizproc." + name().toLowerCase(Locale.ROOT) + "." + verb;
    }

    String codeOf(Activity activity) {
      return this == ROBOT ? Activities.robotOf(activity.code()) : activity.code();
    }
  }

  /** One entry of the catalogue as a portal gets it. */
  public record Entry(Kind kind, String code, Map<String, Object> parameters) {}

  /** The whole catalogue. */
  public static List<Entry> catalogue(URI handler, long userId, String language) {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Activities.ALL.stream()
                    .map(activity -> entry(kind, activity, handler, userId, language)))
        .toList();
  }

  private static Entry entry(
      Kind kind, Activity activity, URI handler, long userId, String language) {
    var parameters = parameters(activity, handler, userId, language);
    var code = kind.codeOf(activity);
    parameters.put("CODE", code);
    return new Entry(kind, code, parameters);
  }

  /** The three outputs every activity has under names of their own. */
  static final List<Output> STANDARD =
      List.of(
          Output.of(
              "operation_status_code", OutputType.STRING, "Статус операции", "Operation status"),
          Output.of("operation_status_message", OutputType.TEXT, "Сообщение", "Message"),
          Output.of("activity_return_result", OutputType.STRING, "Все результаты", "All results"));

  private Registration() {}

  /**
   * Parameters of {@code bizproc.activity.add} (for {@code update}, CODE aside, its FIELDS).
   *
   * @param handler where the portal posts calls
   * @param userId whom the calls run as; without one they come without tokens
   * @param language of the options' titles, which portals cannot translate
   */
  static Map<String, Object> parameters(
      Activity activity, URI handler, long userId, String language) {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("CODE", activity.code());
    parameters.put("HANDLER", handler.toString());
    parameters.put("AUTH_USER_ID", userId);
    parameters.put("USE_SUBSCRIPTION", "Y");
    parameters.put("NAME", both(activity.name()));
    parameters.put("DESCRIPTION", both(activity.does()));
    parameters.put("PROPERTIES", properties(activity, language));
    parameters.put("RETURN_PROPERTIES", returnProperties(activity));
    return parameters;
  }

  private static Map<String, Object> properties(Activity activity, String language) {
    var properties = new LinkedHashMap<String, Object>();
    for (Input input : activity.inputs()) {
      properties.put(input.name(), property(input, language));
    }
    return properties;
  }

  private static Map<String, Object> property(Input input, String language) {
    var property = new LinkedHashMap<String, Object>();
    property.put("Name", both(input.label()));
    property.put("Type", input.type().registered());
    property.put("Required", yesOrNo(input.required()));
    property.put("Multiple", yesOrNo(input.multiple()));
    if (!input.options().isEmpty()) {
      var titles = new LinkedHashMap<String, String>();
      input.options().forEach((key, title) -> titles.put(key, title.in(language)));
      property.put("Options", titles);
    }
    if (!input.preset().isEmpty()) {
      property.put("Default", input.preset());
    }
    return property;
  }

  private static Map<String, Object> returnProperties(Activity activity) {
    var properties = new LinkedHashMap<String, Object>();
    for (Output output : STANDARD) {
      boolean list = output.variable().equals(ReturnValues.ALL_VARIABLES);
      properties.put(output.variable(), returnProperty(output, list));
    }
    for (Output output : activity.outputs()) {
      properties.put(output.name(), returnProperty(output, false));
    }
    return properties;
  }

  private static Map<String, Object> returnProperty(Output output, boolean list) {
    var property = new LinkedHashMap<String, Object>();
    property.put("Name", both(output.label()));
    property.put("Type", output.type().registered());
    property.put("Multiple", yesOrNo(list));
    return property;
  }

  private static Map<String, String> both(Text text) {
    var both = new LinkedHashMap<String, String>();
    both.put("ru", text.ru());
    both.put("en", text.en());
    return both;
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "Y" : "N";
  }
}
