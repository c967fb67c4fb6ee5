package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalAnswer.Wire;
import io.loyaltysuite.gateway.portal.PortalAnswers;
import io.loyaltysuite.gateway.portal.PortalCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Sends replies in one request, a lone one as it is, several as a {@code batch}, and sorts out who
 * got which answer.
 */
@Component
class Dispatch {
  private static final Wire NO_ANSWER = new Wire(200, "no_answer", "not among the batch's answers");

  private final PortalCalls calls;

  Dispatch(PortalCalls calls) {
    this.calls = calls;
  }

  SequencedMap<Due, PortalAnswer> send(Turn turn, List<Due> replies) throws InterruptedException {
    if (replies.size() == 1) {
      var only = replies.getFirst();
      return answered(replies, calls.call(turn, Reply.METHOD, only.reply().parameters()));
    }
    var commands = new LinkedHashMap<String, String>();
    for (int i = 0; i < replies.size(); i++) {
      commands.put(key(i), replies.get(i).command());
    }
    return switch (calls.call(turn, "batch", Map.of("halt", 0, "cmd", commands))) {
      case Done(var result) -> each(replies, result);
      case Refused(var wire) -> answered(replies, new Faulted(wire));
      case PortalAnswer answer -> answered(replies, answer);
    };
  }

  /** Names that are no numbers: a list of answers with a gap would change its shape. */
  private static String key(int index) {
    return "r" + index;
  }

  private static SequencedMap<Due, PortalAnswer> each(List<Due> replies, JsonNode result) {
    var answers = new LinkedHashMap<Due, PortalAnswer>();
    for (int i = 0; i < replies.size(); i++) {
      answers.put(replies.get(i), one(result, key(i)));
    }
    return answers;
  }

  private static PortalAnswer one(JsonNode result, String key) {
    var error = result.path("result_error").path(key);
    if (error.isObject()) {
      return PortalAnswers.error(200, error);
    }
    var value = result.path("result").path(key);
    return value.isMissingNode() ? new Faulted(NO_ANSWER) : new Done(value);
  }

  private static SequencedMap<Due, PortalAnswer> answered(List<Due> replies, PortalAnswer answer) {
    var answers = new LinkedHashMap<Due, PortalAnswer>();
    replies.forEach(reply -> answers.put(reply, answer));
    return answers;
  }
}
