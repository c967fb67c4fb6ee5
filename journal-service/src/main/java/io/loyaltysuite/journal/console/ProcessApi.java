package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.bundle.Bundles;
import io.loyaltysuite.journal.event.ProcessKey;
import io.loyaltysuite.journal.replay.Reproduced.NoAnswer;
import io.loyaltysuite.journal.replay.Reproduced.Verdicts;
import io.loyaltysuite.journal.replay.Reproducer;
import io.loyaltysuite.journal.search.ProcessFinder;
import io.loyaltysuite.journal.security.Caller;
import io.loyaltysuite.journal.timeline.Timelines;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One process as JSON and as a file. */
@RestController
class ProcessApi {

  private final ProcessFinder processes;
  private final Timelines timelines;
  private final Reproducer reproducer;
  private final Bundles bundles;

  ProcessApi(
      ProcessFinder processes, Timelines timelines, Reproducer reproducer, Bundles bundles) {
    this.processes = processes;
    this.timelines = timelines;
    this.reproducer = reproducer;
    this.bundles = bundles;
  }

  @GetMapping("/api/processes/{workflowId}")
  TimelineJson timeline(
      @PathVariable String workflowId,
      @RequestParam(required = false) @Nullable String portal,
      @AuthenticationPrincipal Caller caller) {
    return TimelineJson.of(timelines.of(find(workflowId, portal, caller)));
  }

  /** 503 when the loyalty service gives no answer: then nothing is known. */
  @PostMapping("/api/processes/{workflowId}/reproduce")
  ResponseEntity<Object> reproduce(
      @PathVariable String workflowId,
      @RequestParam(required = false) @Nullable String portal,
      @AuthenticationPrincipal Caller caller) {
    var timeline = timelines.of(find(workflowId, portal, caller));
    return switch (reproducer.reproduce(timeline.results())) {
      case Verdicts verdicts -> ResponseEntity.ok(ReproducedJson.of(timeline, verdicts));
      case NoAnswer(var reason) ->
          ResponseEntity.of(
                  ProblemDetail.forStatusAndDetail(
                      HttpStatus.SERVICE_UNAVAILABLE,
                      "the loyalty service does not answer: " + reason))
              .build();
    };
  }

  @GetMapping("/api/processes/{workflowId}/bundle.zip")
  void bundle(
      @PathVariable String workflowId,
      @RequestParam(required = false) @Nullable String portal,
      @AuthenticationPrincipal Caller caller,
      HttpServletResponse response)
      throws IOException {
    var process = find(workflowId, portal, caller);
    bundles.check(process);
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("process-" + workflowId + ".zip", StandardCharsets.UTF_8)
            .build()
            .toString());
    bundles.write(process, response.getOutputStream());
  }

  private ProcessKey find(String workflowId, @Nullable String portal, Caller caller) {
    return processes
        .find(workflowId, portal, caller)
        .orElseThrow(() -> new NoSuchProcess(workflowId));
  }
}
