package io.loyaltysuite.gateway.webhook;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.QueryTimeoutException;

/** Webhooks that need the database do not queue without end. */
@Timeout(60)
class DatabaseQuestionsTest {
  private static final int MANY = 20;
  private static final int AT_ONCE = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final DatabaseQuestions questions = new DatabaseQuestions(threads);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void fewAskAtOnceAndOthersAreToldSoSoon() {
    var database = new CompletableFuture<Answer>();
    var asked =
        IntStream.range(0, MANY)
            .mapToObj(_ -> questions.ask(() -> completedFuture(database.join())))
            .toList();
    await().until(() -> asked.stream().filter(CompletableFuture::isDone).count() == MANY - AT_ONCE);
    database.complete(Answer.ACCEPTED);
    assertThat(asked.stream().map(CompletableFuture::join))
        .filteredOn(Answer.ACCEPTED::equals)
        .hasSize(AT_ONCE);
  }

  @Test
  void aFailingDatabaseIsUnavailable() {
    var asked =
        questions.ask(
            () -> {
              throw new QueryTimeoutException("away");
            });
    assertThat(asked.join()).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void anythingElseIsAnError() {
    var asked =
        questions.ask(
            () -> {
              throw new IllegalStateException("a bug");
            });
    assertThatThrownBy(asked::join).hasRootCauseMessage("a bug");
  }
}
