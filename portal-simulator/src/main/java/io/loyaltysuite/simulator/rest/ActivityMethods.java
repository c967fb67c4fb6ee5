package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.ActivityForm;
import io.loyaltysuite.simulator.portal.ActivityForm.Problem;
import io.loyaltysuite.simulator.portal.Installation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** {@code bizproc.activity.*} and {@code bizproc.robot.*} (protocol 7). */
final class ActivityMethods {

  private static final Set<String> CHANGEABLE =
      Set.of(
          "HANDLER",
          "AUTH_USER_ID",
          "USE_SUBSCRIPTION",
          "USE_PLACEMENT",
          "NAME",
          "DESCRIPTION",
          "PROPERTIES",
          "RETURN_PROPERTIES",
          "DOCUMENT_TYPE",
          "FILTER");

  private final boolean robot;

  private ActivityMethods(boolean robot) {
    this.robot = robot;
  }

  static List<Method> all(boolean robot) {
    var methods = new ActivityMethods(robot);
    String prefix = robot ? "bizproc.robot." : "bizproc.activity.";
    return List.of(
        methods.method(prefix + "add", methods::add),
        methods.method(prefix + "update", methods::update),
        methods.method(prefix + "delete", methods::delete),
        methods.method(prefix + "list", methods::list));
  }

  /** A method for administrators in an application's context, checks 1 and 2. */
  private Method method(
      String name, BiFunction<Installation, Map<String, Object>, RestAnswer> body) {
    return new Method(
        name,
        "bizproc",
        call -> {
          if (call.session().installation().isEmpty()) {
            return RestAnswer.denied("Application context required");
          }
          return call.session().user().admin()
              ? body.apply(
                  call.session().installation().get(), ActivityForm.upper(call.parameters()))
              : RestAnswer.denied("");
        });
  }

  private RestAnswer add(Installation installation, Map<String, Object> form) {
    Optional<Problem> problem = ActivityForm.checkNew(form, robot);
    if (problem.isPresent()) {
      return refusal(problem.get());
    }
    if (installation.activity(Php.text(form.get("CODE"))).isPresent()) {
      return RestAnswer.badRequest(
          "ERROR_ACTIVITY_ALREADY_INSTALLED", "Activity or Robot already installed!");
    }
    Optional<Problem> later =
        checkPlacement(installation, form).or(() -> ActivityForm.checkSizes(form));
    if (later.isPresent()) {
      return refusal(later.get());
    }
    var activity = new ActivityDefinition(installation.application().clientId(), robot, form);
    return installation.add(activity)
        ? RestAnswer.yes()
        : RestAnswer.badRequest("ERROR_ACTIVITY_ADD_FAILURE", "Activity or Robot already added!");
  }

  private static Optional<Problem> checkPlacement(
      Installation installation, Map<String, Object> form) {
    if (!"Y".equals(Php.text(form.get("USE_PLACEMENT")))) {
      return Optional.empty();
    }
    String handler = Php.text(form.get("PLACEMENT_HANDLER"));
    boolean taken =
        installation.activities().stream()
            .anyMatch(known -> handler.equals(Php.text(known.fields().get("PLACEMENT_HANDLER"))));
    return ActivityForm.checkHandler(handler)
        .or(
            () ->
                taken
                    ? Optional.of(
                        new Problem(
                            "ERROR_CORE",
                            "Unable to set placement handler: You should use unique placement handler for each CODE!"))
                    : Optional.empty());
  }

  private RestAnswer update(Installation installation, Map<String, Object> form) {
    Optional<Problem> problem = ActivityForm.checkCode(form.get("CODE"));
    if (problem.isPresent()) {
      return refusal(problem.get());
    }
    Optional<ActivityDefinition> known = known(installation, form);
    if (known.isEmpty()) {
      return notFound();
    }
    Map<String, Object> changes = changes(form);
    if (changes.isEmpty()) {
      return RestAnswer.badRequest("ERROR_ACTIVITY_VALIDATION_FAILURE", "No fields to update");
    }
    Optional<Problem> wrong =
        ActivityForm.checkChanges(changes).or(() -> ActivityForm.checkSizes(changes));
    if (wrong.isPresent()) {
      return refusal(wrong.get());
    }
    installation.replace(known.get().with(changes));
    return RestAnswer.yes();
  }

  private static Map<String, Object> changes(Map<String, Object> form) {
    var changes = new LinkedHashMap<String, Object>();
    Php.toArray(form.get("FIELDS"))
        .forEach(
            (name, value) -> {
              boolean ignored = name.equals("NAME") && Php.empty(value);
              if (CHANGEABLE.contains(name) && !ignored) {
                changes.put(name, value);
              }
            });
    return changes;
  }

  private RestAnswer delete(Installation installation, Map<String, Object> form) {
    Optional<Problem> problem = ActivityForm.checkCode(form.get("CODE"));
    if (problem.isPresent()) {
      return refusal(problem.get());
    }
    Optional<ActivityDefinition> known = known(installation, form);
    if (known.isEmpty()) {
      return notFound();
    }
    installation.remove(known.get().code());
    return RestAnswer.yes();
  }

  private RestAnswer list(Installation installation, Map<String, Object> form) {
    return new RestAnswer.Done(
        installation.activities().stream()
            .filter(activity -> activity.robot() == robot)
            .map(ActivityDefinition::code)
            .toList());
  }

  private Optional<ActivityDefinition> known(Installation installation, Map<String, Object> form) {
    return installation
        .activity(Php.text(form.get("CODE")))
        .filter(activity -> activity.robot() == robot);
  }

  private static RestAnswer notFound() {
    return RestAnswer.badRequest("ERROR_ACTIVITY_NOT_FOUND", "Activity or Robot not found!");
  }

  private static RestAnswer refusal(Problem problem) {
    return RestAnswer.badRequest(problem.code(), problem.text());
  }
}
