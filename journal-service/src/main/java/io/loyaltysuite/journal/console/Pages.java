package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.event.Gaps;
import io.loyaltysuite.journal.event.ProcessKey;
import io.loyaltysuite.journal.replay.Reproduced.NoAnswer;
import io.loyaltysuite.journal.replay.Reproduced.Verdicts;
import io.loyaltysuite.journal.replay.Reproducer;
import io.loyaltysuite.journal.search.BadQuestion;
import io.loyaltysuite.journal.search.Page;
import io.loyaltysuite.journal.search.ProcessFinder;
import io.loyaltysuite.journal.search.Questions;
import io.loyaltysuite.journal.search.Search;
import io.loyaltysuite.journal.security.Caller;
import io.loyaltysuite.journal.timeline.Timelines;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** The pages people look at. */
@Controller
class Pages {

  private static final int SHOWN_GAPS = 20;
  private static final Pattern LOCAL_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?");
  private static final Page NOTHING = new Page(List.of(), null);

  private final Search search;
  private final ProcessFinder processes;
  private final Timelines timelines;
  private final Reproducer reproducer;
  private final Gaps gaps;

  Pages(
      Search search,
      ProcessFinder processes,
      Timelines timelines,
      Reproducer reproducer,
      Gaps gaps) {
    this.search = search;
    this.processes = processes;
    this.timelines = timelines;
    this.reproducer = reproducer;
    this.gaps = gaps;
  }

  @ModelAttribute
  void caller(@AuthenticationPrincipal @Nullable Caller caller, Model model) {
    model.addAttribute("caller", caller);
  }

  /** Search: the newest events until something is asked for. */
  @GetMapping("/")
  ModelAndView start(
      @RequestParam MultiValueMap<String, String> parameters,
      @AuthenticationPrincipal Caller caller) {
    var page = new ModelAndView("search");
    page.addObject("asked", parameters.toSingleValueMap());
    page.addObject("page", NOTHING);
    page.addObject("gaps", caller.seesAll() ? gaps.latest(SHOWN_GAPS) : List.of());
    try {
      page.addObject("page", search.ask(Questions.parse(inUtc(parameters)), caller));
    } catch (BadQuestion e) {
      page.addObject("problem", e.getMessage());
      page.setStatus(HttpStatus.BAD_REQUEST);
    } catch (AccessDeniedException e) {
      page.addObject("problem", e.getMessage());
      page.setStatus(HttpStatus.FORBIDDEN);
    } catch (QueryTimeoutException e) {
      page.addObject("slow", true);
      page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return page;
  }

  /** The story of one process. */
  @GetMapping("/processes/{workflowId}")
  ModelAndView process(
      @PathVariable String workflowId,
      @RequestParam(required = false) @Nullable String portal,
      @AuthenticationPrincipal Caller caller) {
    var page = new ModelAndView("process");
    page.addObject("timeline", timelines.of(find(workflowId, portal, caller)));
    return page;
  }

  /** The verdicts alone, for htmx to put into the page. */
  @PostMapping("/processes/{workflowId}/reproduce")
  ModelAndView reproduce(
      @PathVariable String workflowId,
      @RequestParam(required = false) @Nullable String portal,
      @AuthenticationPrincipal Caller caller) {
    var page = new ModelAndView("verdicts");
    var timeline = timelines.of(find(workflowId, portal, caller));
    switch (reproducer.reproduce(timeline.results())) {
      case Verdicts verdicts ->
          page.addObject("reproduced", ReproducedJson.of(timeline, verdicts));
      case NoAnswer(var reason) -> page.addObject("away", reason);
    }
    return page;
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  ModelAndView on(NoSuchProcess e) {
    return problem(e.getMessage());
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  ModelAndView on(BadQuestion e) {
    return problem(e.getMessage());
  }

  private static ModelAndView problem(@Nullable String message) {
    return new ModelAndView("problem").addObject("problem", message);
  }

  private ProcessKey find(String workflowId, @Nullable String portal, Caller caller) {
    return processes
        .find(workflowId, portal, caller)
        .orElseThrow(() -> new NoSuchProcess(workflowId));
  }

  /** The form's times have no offset; the page says that they are UTC. */
  private static MultiValueMap<String, String> inUtc(MultiValueMap<String, String> parameters) {
    var all = new LinkedMultiValueMap<>(parameters);
    for (var name : List.of("from", "to")) {
      Optional.ofNullable(all.getFirst(name))
          .map(String::strip)
          .filter(value -> LOCAL_TIME.matcher(value).matches())
          .ifPresent(value -> all.set(name, value + "Z"));
    }
    return all;
  }
}
