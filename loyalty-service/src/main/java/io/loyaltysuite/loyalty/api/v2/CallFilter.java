package io.loyaltysuite.loyalty.api.v2;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its id before anything can refuse it, and tells the caller. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CallFilter extends OncePerRequestFilter {

  private final InstantSource clock;

  CallFilter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !Call.isToUs(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var call = Call.begin(request, UUID.randomUUID(), clock.instant(), System.nanoTime());
    response.setHeader(Call.REQUEST_ID, call.requestId());
    chain.doFilter(request, response);
  }
}
