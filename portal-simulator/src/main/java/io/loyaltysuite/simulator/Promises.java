package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.oauth.RefreshRecord;
import io.loyaltysuite.simulator.rest.CallLog;
import io.loyaltysuite.simulator.webhook.SentWebhook.Outcome;
import io.loyaltysuite.simulator.webhook.WebhookLog;
import io.loyaltysuite.simulator.workflow.Engine;
import io.loyaltysuite.simulator.workflow.Tally;
import io.loyaltysuite.simulator.workflow.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** What an application owes to a portal, and how often it failed (protocol 9.9). */
final class Promises {

  private Promises() {}

  static List<Violation> broken(
      Engine engine, WebhookLog webhooks, CallLog calls, List<RefreshRecord> refreshes) {
    Tally tally = engine.tally();
    return Stream.of(
            new Violation(
                "every step it was told about gets one applied reply", engine.unanswered()),
            new Violation("no reply is lost on a lock", tally.replies(Verdict.LOST_ON_LOCK)),
            new Violation(
                "no reply comes before the workflow is saved",
                tally.replies(Verdict.NOT_SAVED_YET)),
            new Violation(
                "every reply names declared outputs only", tally.repliesWithDroppedValues()),
            new Violation("every webhook is answered 2xx", webhooks.count(Outcome.REFUSED)),
            new Violation("every webhook is answered in time", webhooks.count(Outcome.UNANSWERED)),
            new Violation("no request is above the rate", calls.errors("QUERY_LIMIT_EXCEEDED")),
            new Violation(
                "tokens are refreshed once per expiry",
                refreshes.stream().filter(RefreshRecord::premature).count()),
            new Violation("no call follows an uninstallation", calls.afterUninstall()),
            new Violation("no token stands in a URL", calls.tokensInUrl()))
        .filter(violation -> violation.count() > 0)
        .toList();
  }
}
