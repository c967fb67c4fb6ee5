package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Application;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Methods every application may call: {@code app.info}, {@code server.time}, {@code scope}, {@code
 * method.get} (protocol 6.4), and those about the caller: {@code user.admin}, {@code user.current},
 * {@code profile}.
 */
final class CommonMethods {

  private CommonMethods() {}

  static List<Method> all(Predicate<String> exists) {
    return List.of(
        new Method("app.info", "", CommonMethods::appInfo),
        new Method(
            "server.time",
            "",
            call -> new RestAnswer.Done(Envelope.iso(call.now(), call.portal().settings().zone()))),
        new Method(
            "scope",
            "",
            call -> new RestAnswer.Done(call.session().scopes().stream().sorted().toList())),
        new Method("method.get", "", call -> methodGet(call, exists)),
        new Method("user.admin", "", call -> new RestAnswer.Done(call.session().user().admin())),
        new Method("user.current", "", CommonMethods::currentUser),
        new Method("profile", "", CommonMethods::currentUser));
  }

  private static RestAnswer appInfo(Call call) {
    if (call.session().installation().isEmpty()) {
      return RestAnswer.denied("Application context required");
    }
    Application application = call.session().installation().get().application();
    var info = new LinkedHashMap<String, Object>();
    info.put("ID", Integer.toString(application.number()));
    info.put("CODE", application.clientId());
    info.put("VERSION", application.version());
    info.put("STATUS", application.status());
    info.put("INSTALLED", true);
    info.put("PAYMENT_EXPIRED", "N");
    info.put("DAYS", Php.NULL);
    info.put("LANGUAGE_ID", call.portal().settings().language());
    info.put(
        "LICENSE",
        call.portal().settings().language() + "_" + call.portal().settings().licenceFamily());
    info.put("LICENSE_TYPE", call.portal().settings().licenceFamily());
    info.put("LICENSE_FAMILY", call.portal().settings().licenceFamily());
    return new RestAnswer.Done(info);
  }

  private static RestAnswer methodGet(Call call, Predicate<String> exists) {
    boolean known = exists.test(call.text("NAME"));
    return new RestAnswer.Done(Map.of("isExisting", known, "isAvailable", known));
  }

  private static RestAnswer currentUser(Call call) {
    var user = new LinkedHashMap<String, Object>();
    user.put("ID", Integer.toString(call.session().user().id()));
    user.put("ADMIN", call.session().user().admin());
    user.put("ACTIVE", call.session().user().active());
    return new RestAnswer.Done(user);
  }
}
