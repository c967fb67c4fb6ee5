package io.loyaltysuite.loyalty.api.v2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells strangers that they are refused: 403, because clients do not know 401 (spec 2.1). */
@Component
class Doorkeeper implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final JsonMapper json;

  Doorkeeper(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    refuse(request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    refuse(request, response);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var status = HttpStatus.FORBIDDEN.value();
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(Problems.failure(request, status, request.getRequestURI())));
  }
}
