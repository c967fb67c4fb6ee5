package io.loyaltysuite.gateway.webhook.form;

import io.loyaltysuite.gateway.webhook.form.FormNode.Branch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A step of a business process calls: a typed view of the form it posted, believed in nothing. */
public record ActivityCall(Branch form) {

  private static final Set<String> KNOWN =
      Set.of(
          "workflow_id",
          "code",
          "document_id",
          "document_type",
          "event_token",
          "properties",
          "use_subscription",
          "timeout_duration",
          "ts",
          "auth");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,11}");

  /** Parts of names under which secrets travel; fields named so are not kept. */
  private static final List<String> SECRET = List.of("auth", "token", "refresh", "secret", "passw");

  private static final int PART = 255;

  public String memberId() {
    return auth().text("member_id");
  }

  /** Proof of the sender; a secret. */
  public String applicationToken() {
    return auth().text("application_token");
  }

  public String workflowId() {
    return form.text("workflow_id");
  }

  public String code() {
    return form.text("code");
  }

  /** Address of the answer; a secret. */
  public String eventToken() {
    return form.text("event_token");
  }

  /**
   * Name of the step, the second part of the event token; empty when the token has another form.
   */
  public String activityName() {
    var parts = eventToken().split("\\|", 3);
    return parts.length == 3 ? cut(parts[1]) : "";
  }

  /** Module, class and key of the document. */
  public List<String> documentId() {
    return three("document_id");
  }

  /** Module, class and type key of the document. */
  public List<String> documentType() {
    return three("document_type");
  }

  public Branch properties() {
    return form.branch("properties");
  }

  /** Texts of each property, as the catalogue reads them. */
  public Map<String, List<String>> propertyTexts() {
    var properties = properties();
    var texts = new LinkedHashMap<String, List<String>>();
    for (String name : properties.names()) {
      texts.put(name, properties.texts(name));
    }
    return texts;
  }

  /** {@code Y}, {@code N} or empty; anything else is as good as {@code N}. */
  public String useSubscription() {
    var answer = form.text("use_subscription");
    return answer.isEmpty() || answer.equals("Y") ? answer : "N";
  }

  /** How long the step waits; 0 means without end, or that nothing sensible was said. */
  public long timeoutSeconds() {
    return number(form.text("timeout_duration")).orElse(0L);
  }

  /** Portal clock at the call. */
  public Optional<Instant> sentAt() {
    return sentAt(form);
  }

  static Optional<Instant> sentAt(Branch form) {
    return number(form.text("ts")).map(Instant::ofEpochSecond);
  }

  /** The user the step runs as. */
  public Optional<String> userId() {
    return number(auth().text("user_id")).map(id -> Long.toString(id));
  }

  /** Fields nobody knows, for diagnostics; nothing that could be a secret is among them. */
  public Map<String, Object> unknownFields() {
    var unknown = new LinkedHashMap<String, Object>();
    for (String name : form.names()) {
      var child = form.child(name);
      if (child != null && !KNOWN.contains(name) && !soundsSecret(name)) {
        unknown.put(name, child.plain());
      }
    }
    return unknown;
  }

  /** Says who calls what, and no secret. */
  @Override
  public String toString() {
    return "ActivityCall[%s of %s]".formatted(cut(code()), cut(memberId()));
  }

  private Branch auth() {
    return form.branch("auth");
  }

  private List<String> three(String name) {
    var texts = form.texts(name);
    var three = new ArrayList<String>(3);
    for (String text : texts.subList(0, Math.min(3, texts.size()))) {
      three.add(cut(text));
    }
    return three;
  }

  private static boolean soundsSecret(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return SECRET.stream().anyMatch(lower::contains);
  }

  private static String cut(String text) {
    return text.length() <= PART ? text : text.substring(0, PART);
  }

  private static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
