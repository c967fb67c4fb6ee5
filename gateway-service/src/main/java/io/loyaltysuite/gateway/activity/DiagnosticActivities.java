package io.loyaltysuite.gateway.activity;

import static io.loyaltysuite.gateway.activity.Fields.ALWAYS;
import static io.loyaltysuite.gateway.activity.InputType.STRING;

/** What helps whoever builds a process. */
final class DiagnosticActivities {

  static final Activity CHECK =
      Activity.coded("loyalty_check", "check")
          .named("Проверка подключения", "Connection check")
          .does(
              "Проверяет связь с приложением и ветку ошибок процесса",
              "Checks the connection and the error branch of the process")
          .takes(
              Input.of("text", STRING, "Текст", "Text"),
              Input.of("fail_with", STRING, "Какую ошибку показать", "Error to rehearse"))
          .returns(ALWAYS)
          .returns(
              Output.of("echo", OutputType.STRING, "Тот же текст", "The same text"),
              Output.of("server_time", OutputType.DATETIME, "Время приложения", "Server time"),
              Output.of("portal", OutputType.STRING, "Портал", "Portal"),
              Output.of("license_until", OutputType.DATE, "Оплачено по", "Paid through"));

  private DiagnosticActivities() {}
}
