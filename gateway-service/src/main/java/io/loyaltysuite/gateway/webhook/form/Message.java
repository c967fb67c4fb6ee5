package io.loyaltysuite.gateway.webhook.form;

import io.loyaltysuite.gateway.webhook.form.FormNode.Branch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a form turned out to be. */
public sealed interface Message {

  /** A step of a business process calls. */
  record Call(ActivityCall call) implements Message {}

  /**
   * Something happened to the application in a portal.
   *
   * @param auth contains secrets
   * @param sentAt by the portal's clock, in whole seconds
   */
  record Event(
      String name, Map<String, String> data, Map<String, String> auth, Optional<Instant> sentAt)
      implements Message {

    /** Says no secret. */
    @Override
    public String toString() {
      return "Event[" + name + "]";
    }
  }

  /**
   * Neither.
   *
   * @param reason quotes nothing of the body
   */
  record Unrecognised(String reason) implements Message {}

  int MAX_ID = 64;
  int MAX_EVENT_TOKEN = 512;
  int MAX_NAME = 128;

  /** Recognises a form by its fields; identities beyond their lengths are not recognised. */
  static Message in(Branch form) {
    boolean call = !form.text("event_token").isEmpty() && !form.text("workflow_id").isEmpty();
    if (call) {
      return call(new ActivityCall(form));
    }
    var event = form.text("event");
    if (!event.isEmpty() && event.length() <= MAX_NAME) {
      return new Event(
          event,
          leaves(form.branch("data")),
          leaves(form.branch("auth")),
          ActivityCall.sentAt(form));
    }
    return new Unrecognised("neither event_token with workflow_id nor event");
  }

  private static Message call(ActivityCall call) {
    if (call.memberId().length() > MAX_ID) {
      return tooLong("member_id", MAX_ID);
    }
    if (call.workflowId().length() > MAX_ID) {
      return tooLong("workflow_id", MAX_ID);
    }
    if (call.eventToken().length() > MAX_EVENT_TOKEN) {
      return tooLong("event_token", MAX_EVENT_TOKEN);
    }
    if (call.code().length() > MAX_NAME) {
      return tooLong("code", MAX_NAME);
    }
    return new Call(call);
  }

  private static Message tooLong(String field, int limit) {
    return new Unrecognised(field + ": longer than " + limit + " characters");
  }

  private static Map<String, String> leaves(Branch branch) {
    var leaves = new LinkedHashMap<String, String>();
    for (String name : branch.names()) {
      if (branch.child(name) instanceof FormNode.Leaf(var text)) {
        leaves.put(name, text);
      }
    }
    return leaves;
  }
}
