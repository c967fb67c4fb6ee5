package io.loyaltysuite.loyalty.api.v2;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Errors that no handler saw: refusals of filters, failures of the container. Nobody ever gets a
 * page: JSON, or nothing when the caller does not accept it.
 */
@RestController
class ErrorPage implements ErrorController {

  private final ErrorAttributes attributes;
  private final InstantSource clock;

  ErrorPage(ErrorAttributes attributes, InstantSource clock) {
    this.attributes = attributes;
    this.clock = clock;
  }

  @RequestMapping("/error")
  ResponseEntity<Object> error(HttpServletRequest request) {
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpStatus.INTERNAL_SERVER_ERROR.value();
    var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    var path = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "");
    if (Call.isToUs(path)) {
      var call = Call.ofRefused(request, clock.instant());
      return answer
          .header(Call.REQUEST_ID, call.requestId())
          .body(Problems.failure(request, status, path));
    }
    if (status == HttpStatus.NOT_ACCEPTABLE.value()) {
      return ResponseEntity.status(status).build();
    }
    return answer.body(
        attributes.getErrorAttributes(
            new ServletWebRequest(request), ErrorAttributeOptions.defaults()));
  }
}
