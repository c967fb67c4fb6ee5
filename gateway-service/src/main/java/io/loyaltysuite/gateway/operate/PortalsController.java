package io.loyaltysuite.gateway.operate;

import io.loyaltysuite.gateway.operate.OperatorActions.Order;
import io.loyaltysuite.gateway.security.Routes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Portals, for operators. */
@RestController
class PortalsController {
  private static final String MEMBER_ID = "[0-9A-Za-z]{1,64}";
  private static final String STATUS =
      "|active|uninstalled|needs_reauthorisation|unpaid|tariff|deleted";
  private static final int MAX_PAGE = 200;
  private static final int MAX_REASON = 1000;

  private final PortalViews views;
  private final OperatorActions actions;

  PortalsController(PortalViews views, OperatorActions actions) {
    this.views = views;
    this.actions = actions;
  }

  /**
   * A page of portals.
   *
   * @param next what {@code after} is for the next page; absent on the last one
   */
  record PortalPage(List<PortalView> portals, @Nullable String next) {}

  /**
   * Why something is asked for.
   *
   * @param reason for whoever reads the audit
   */
  record Asked(
      @NotBlank @Size(max = MAX_REASON) @Pattern(regexp = "[^\\p{Cntrl}]*") String reason) {}

  /** How many portals, or replies, an action concerns. */
  record Concerned(int concerned) {}

  @GetMapping(Routes.PORTALS)
  PortalPage list(
      @RequestParam(defaultValue = "") @Pattern(regexp = STATUS) String status,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(MAX_PAGE) int limit) {
    var found = views.list(status, after, limit + 1);
    boolean more = found.size() > limit;
    var page = more ? found.subList(0, limit) : found;
    return new PortalPage(page, more ? page.getLast().memberId() : null);
  }

  @GetMapping(Routes.PORTALS + "/{memberId}")
  ResponseEntity<PortalView> one(@PathVariable @Pattern(regexp = MEMBER_ID) String memberId) {
    return ResponseEntity.of(views.find(memberId));
  }

  @PostMapping(
      path = Routes.PORTALS + "/{memberId}/check",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Concerned> check(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestBody @Valid Asked asked,
      Principal operator) {
    return ordered(memberId, asked, operator, actions::check);
  }

  @PostMapping(
      path = Routes.PORTALS + "/{memberId}/register",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Concerned> register(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestBody @Valid Asked asked,
      Principal operator) {
    return ordered(memberId, asked, operator, actions::register);
  }

  @PostMapping(
      path = Routes.PORTALS + "/{memberId}/resend",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Concerned> resend(
      @PathVariable @Pattern(regexp = MEMBER_ID) String memberId,
      @RequestBody @Valid Asked asked,
      Principal operator) {
    return ordered(memberId, asked, operator, actions::resend);
  }

  /** A portal that left is known, but there is nothing to ask it: 409. */
  private ResponseEntity<Concerned> ordered(
      String memberId, Asked asked, Principal operator, ToIntFunction<Order> action) {
    var portal = views.find(memberId);
    if (portal.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    if (portal.get().status().equals("uninstalled")) {
      return ResponseEntity.status(HttpStatus.CONFLICT).build();
    }
    var order = new Order(memberId, operator.getName(), asked.reason());
    return ResponseEntity.accepted().body(new Concerned(action.applyAsInt(order)));
  }
}
