package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.EventToken;
import io.loyaltysuite.simulator.workflow.Reply;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code bizproc.event.send} and {@code bizproc.activity.log} (protocol 2.2 to 2.4, 2.9). */
final class ReplyMethods {

  private ReplyMethods() {}

  static List<Method> all() {
    return List.of(
        new Method("bizproc.event.send", "bizproc", ReplyMethods::send),
        new Method("bizproc.activity.log", "bizproc", ReplyMethods::log));
  }

  private static RestAnswer send(Call call) {
    Optional<EventToken> token = token(call);
    if (token.isEmpty()) {
      return RestAnswer.denied("");
    }
    Map<String, Object> values = Php.toArray(call.parameter("RETURN_VALUES"));
    Object message = call.parameter("LOG_MESSAGE");
    String log = message instanceof String text && !text.isEmpty() ? text : defaultLog(call);
    var reply = new Reply(token.get(), values, log);
    if (!call.portal().settings().behaviour().synchronous()) {
      call.hit().afterwards(() -> call.engine().reply(call.hit().id(), reply));
      return RestAnswer.yes();
    }
    return synchronously(call, call.engine().reply(call.hit().id(), reply));
  }

  private static Optional<EventToken> token(Call call) {
    return call.parameter("EVENT_TOKEN") instanceof String text
        ? EventToken.verify(text, call.portal().eventKey())
        : Optional.empty();
  }

  private static String defaultLog(Call call) {
    return russian(call) ? "Получен ответ от приложения" : "Received application response";
  }

  private static boolean russian(Call call) {
    return call.portal().settings().language().equals("ru");
  }

  /** What a caller sees who waits for the outcome. */
  private static RestAnswer synchronously(Call call, Verdict verdict) {
    return switch (verdict) {
      case FINISHED, TERMINATED, UNKNOWN_WORKFLOW, NOT_SAVED_YET ->
          RestAnswer.badRequest(
              "404",
              russian(call) ? "Бизнес-процесс не найден" : "The business process is not found.");
      case LOST_ON_LOCK, HUNG ->
          RestAnswer.badRequest(
              "423",
              russian(call)
                  ? "Бизнес-процесс завис либо выполняется в данный момент"
                  : "The workflow is hung or being executed");
      case APPLIED_THEN_FAILED -> RestAnswer.badRequest("0", "A following step failed.");
      case APPLIED,
          OLDER_EXECUTION,
          ANSWERED_BEFORE,
          TIMED_OUT,
          DOCUMENT_DELETED,
          NOT_WAITING,
          LOGGED ->
          RestAnswer.yes();
    };
  }

  private static RestAnswer log(Call call) {
    Optional<EventToken> token = token(call);
    if (token.isEmpty()) {
      return RestAnswer.denied("");
    }
    if (Php.empty(call.parameter("LOG_MESSAGE"))) {
      return RestAnswer.badRequest("ERROR_EMPTY_LOG_MESSAGE", "Empty log message!");
    }
    return synchronously(call, call.engine().log(call.hit().id(), token.get()));
  }
}
