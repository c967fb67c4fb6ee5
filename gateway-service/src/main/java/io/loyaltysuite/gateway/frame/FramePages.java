package io.loyaltysuite.gateway.frame;

import io.loyaltysuite.gateway.portal.AppEvent;
import io.loyaltysuite.gateway.portal.AppEvents;
import io.loyaltysuite.gateway.portal.AppEvents.Progress;
import io.loyaltysuite.gateway.portal.AppEvents.Receipt;
import io.loyaltysuite.gateway.security.Routes;
import io.loyaltysuite.schemas.Ids;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages for the frame of a portal.
 *
 * <pre>
 *   install ─▶ form usable? ──no──▶ 400, a page that says so
 *                 │ yes
 *              stored as an installation that claims to be one ─▶ page ─▶ asks for the state ─┐
 *                                                                  ▲                          │
 *                                                                  └── lane verifies, registers
 *              done ─▶ the page calls BX24.installFinish()
 *   open ─────▶ are our tokens refused? then as above ─▶ a page without any script
 * </pre>
 *
 * A page may be framed by the portal that it was posted for and by nobody else.
 */
@RestController
class FramePages {
  private static final Map<String, MediaType> ASSETS =
      Map.of(
          "frame.js", new MediaType("text", "javascript"),
          "frame.css", new MediaType("text", "css"));

  private final AppEvents events;
  private final FramePage page;
  private final FrameProperties properties;
  private final InstantSource clock;

  FramePages(AppEvents events, FrameProperties properties, InstantSource clock) {
    this.events = events;
    this.page = new FramePage(properties.library());
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping(Routes.INSTALL_PAGE)
  ResponseEntity<String> install(@RequestParam MultiValueMap<String, String> fields) {
    var sent = FrameForm.of(last(fields));
    if (sent.isEmpty()) {
      return incomplete(fields);
    }
    var form = sent.get();
    var ticket = ticket(form);
    if (accept(form, ticket) != Receipt.STORED) {
      return html(HttpStatus.SERVICE_UNAVAILABLE, form, page.unavailable(form.language()));
    }
    var state = Routes.INSTALL_PAGE + "/" + form.memberId() + "/" + ticket;
    return html(HttpStatus.OK, form, page.installing(form.language(), state));
  }

  private Receipt accept(FrameForm form, String ticket) {
    var data = Map.of("LANGUAGE_ID", form.language(), "VIA", "frame");
    return events.accept(
        new AppEvent("ONAPPINSTALL", data, form.auth(), ticket, Optional.empty(), clock.instant()));
  }

  private static String ticket(FrameForm form) {
    return Ids.sha256(new TreeMap<>(form.auth()).toString());
  }

  /** The ticket follows from the tokens of the form, so only who has them can ask. */
  @GetMapping(path = Routes.INSTALL_STATE, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> state(
      @PathVariable String memberId, @PathVariable String ticket) {
    try {
      return events
          .progress(memberId, ticket)
          .map(progress -> ResponseEntity.ok(Map.of("state", progress.word())))
          .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(unknown()));
    } catch (DataAccessException away) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(unknown());
    }
  }

  private static Map<String, String> unknown() {
    return Map.of("state", Progress.UNKNOWN.word());
  }

  @PostMapping(Routes.OPEN_PAGE)
  ResponseEntity<String> open(@RequestParam MultiValueMap<String, String> fields) {
    var sent = FrameForm.of(last(fields));
    if (sent.isEmpty()) {
      return incomplete(fields);
    }
    var form = sent.get();
    if (events.needsReauthorisation(form.memberId())) {
      accept(form, ticket(form));
    }
    return html(HttpStatus.OK, form, page.installed(form.language()));
  }

  @GetMapping(Routes.PAGE_ASSETS)
  ResponseEntity<Resource> asset(@PathVariable String file) {
    var type = ASSETS.get(file);
    return type == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok().contentType(type).body(new ClassPathResource("frame/" + file));
  }

  private ResponseEntity<String> incomplete(MultiValueMap<String, String> fields) {
    var language = "ru".equalsIgnoreCase(fields.getFirst("LANG")) ? "ru" : "en";
    return html(HttpStatus.BAD_REQUEST, "'none'", page.incomplete(language));
  }

  private ResponseEntity<String> html(HttpStatus status, FrameForm form, String html) {
    return html(status, form.origin(), html);
  }

  private ResponseEntity<String> html(HttpStatus status, String ancestors, String html) {
    return ResponseEntity.status(status)
        .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
        .header("Content-Security-Policy", policy(ancestors))
        .body(html);
  }

  private String policy(String ancestors) {
    return "default-src 'none'; style-src 'self'; script-src 'self' %s; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors %s"
        .formatted(properties.libraryOrigin(), ancestors);
  }

  /** Of equal names the last one counts; what the body says comes after what the query says. */
  private static Map<String, String> last(MultiValueMap<String, String> fields) {
    return fields.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().getLast()));
  }
}
