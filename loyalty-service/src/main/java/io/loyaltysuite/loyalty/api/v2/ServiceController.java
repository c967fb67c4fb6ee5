package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Failure;
import io.loyaltysuite.loyalty.api.v2.Envelope.Metadata;
import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is not about an account: health, what this is, and everything that leads nowhere. */
@V2
class ServiceController {

  /** Clients take the whole body as the data: there is no {@code data} key (spec 2.6). */
  record Health(String status, Metadata metadata) {}

  record Description(String name, String version, String documentation) {}

  @GetMapping("/api/v2/health")
  ResponseEntity<Health> health(HttpServletRequest request) {
    return ok(new Health("ok", Metadata.of(Call.of(request), "health")));
  }

  @GetMapping("/api/v2/")
  ResponseEntity<Success> describe(HttpServletRequest request) {
    var description = new Description("Loyalty", "2", "/openapi.yaml");
    return ok(new Success(description, Metadata.of(Call.of(request), "service description"), null));
  }

  /** Also what exists, but not with this method: clients know 404 and not 405. */
  @RequestMapping({"/api/v2/**", "/api/v2/{client_id}/admin/**", "/api/v2/{client_id}/user/**"})
  ResponseEntity<Failure> unknown(HttpServletRequest request) {
    var status = HttpStatus.NOT_FOUND.value();
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Problems.failure(request, status, request.getRequestURI()));
  }

  private static <T> ResponseEntity<T> ok(T body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }
}
