package io.loyaltysuite.journal.console;

import static io.loyaltysuite.journal.JournalUnderTest.API;
import static io.loyaltysuite.journal.JournalUnderTest.INTEGRATOR;
import static io.loyaltysuite.journal.JournalUnderTest.OPERATOR;
import static io.loyaltysuite.journal.JournalUnderTest.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Stage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every answer that docs/api/journal.yaml promises is really given, and looks as it says. */
class ApiIT {

  private final Stage stage = Stage.get();
  private final TreeSet<String> given = new TreeSet<>();

  @Test
  void givesEveryDocumentedAnswer() {
    events();
    gaps();
    process();
    reproduce();
    bundle();

    given.add("GET /api/events 503"); // Needs a question that takes 20 s.
    assertThat(given).isEqualTo(API.answers());
  }

  private void events() {
    ask(OPERATOR, "GET", "/api/events?workflow=story&limit=1");
    ask(OPERATOR, "GET", "/api/events?workflow=story&limit=100");
    ask(OPERATOR, "GET", "/api/events?workflow=odd");
    ask(OPERATOR, "GET", "/api/events?limit=0");
    ask(INTEGRATOR, "GET", "/api/events?portal=theirs");
    ask(null, "GET", "/api/events");
    ask(OPERATOR, "GET", "/api/events", "Accept", "application/xml");
  }

  private void gaps() {
    ask(SERVICE, "GET", "/api/gaps");
    ask(INTEGRATOR, "GET", "/api/gaps");
    ask(null, "GET", "/api/gaps");
    ask(OPERATOR, "GET", "/api/gaps", "Accept", "application/xml");
  }

  private void process() {
    ask(OPERATOR, "GET", "/api/processes/story");
    ask(OPERATOR, "GET", "/api/processes/odd");
    ask(OPERATOR, "GET", "/api/processes/twin");
    ask(INTEGRATOR, "GET", "/api/processes/secret");
    ask(null, "GET", "/api/processes/story");
    ask(OPERATOR, "GET", "/api/processes/story", "Accept", "application/xml");
  }

  private void reproduce() {
    ask(SERVICE, "POST", "/api/processes/story/reproduce");
    ask(SERVICE, "POST", "/api/processes/twin/reproduce");
    ask(SERVICE, "POST", "/api/processes/none/reproduce");
    ask(null, "POST", "/api/processes/story/reproduce");
    ask(OPERATOR, "POST", "/api/processes/story/reproduce", "Sec-Fetch-Site", "cross-site");
    ask(OPERATOR, "POST", "/api/processes/story/reproduce", "Accept", "application/xml");
    stage.loyalty.beRude(true);
    try {
      ask(SERVICE, "POST", "/api/processes/story/reproduce");
    } finally {
      stage.loyalty.beRude(false);
    }
  }

  private void bundle() {
    ask(OPERATOR, "GET", "/api/processes/story/bundle.zip");
    ask(OPERATOR, "GET", "/api/processes/twin/bundle.zip");
    ask(INTEGRATOR, "GET", "/api/processes/secret/bundle.zip");
    ask(OPERATOR, "GET", "/api/processes/crowd/bundle.zip");
    ask(null, "GET", "/api/processes/story/bundle.zip");
  }

  private void ask(@Nullable String login, String method, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(stage.journal.url(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    var answer = stage.journal.send(login, request);
    given.add(API.answerOf(answer).orElse(path + " " + answer.statusCode()));
  }
}
