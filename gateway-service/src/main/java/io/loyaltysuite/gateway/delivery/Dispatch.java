package io.loyaltysuite.gateway.delivery;

import static java.util.Objects.requireNonNull;

import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.PortalAnswer;
import io.loyaltysuite.gateway.portal.PortalCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/**
 * Sends replies in one request, a lone one as it is, several as a {@code batch}, and sorts out who
 * got which answer.
 */
@Component
class Dispatch {
  private final PortalCalls calls;

  private final DeliveryStore store;
  private final Pace pace;

  Dispatch(PortalCalls calls, DeliveryStore store, DeliveryProperties properties) {
    this.calls = calls;
    this.store = store;
    this.pace = properties.pace();
  }

  SequencedMap<Due, PortalAnswer> send(Turn turn, List<Due> replies) throws InterruptedException {
    store.taken(replies.stream().map(Due::delivery).toList(), pace.rest(replies.size()));
    if (replies.size() == 1) {
      var only = replies.getFirst();
      var answers = new LinkedHashMap<Due, PortalAnswer>();
      answers.put(only, calls.call(turn, Reply.METHOD, only.reply().parameters()));
      return answers;
    }
    var commands = new LinkedHashMap<String, String>();
    for (int i = 0; i < replies.size(); i++) {
      commands.put(key(i), replies.get(i).command());
    }
    var each = calls.batch(turn, commands);
    var answers = new LinkedHashMap<Due, PortalAnswer>();
    for (int i = 0; i < replies.size(); i++) {
      answers.put(replies.get(i), requireNonNull(each.get(key(i))));
    }
    return answers;
  }

  /** Names that are no numbers: a list of answers with a gap would change its shape. */
  private static String key(int index) {
    return "r" + index;
  }
}
