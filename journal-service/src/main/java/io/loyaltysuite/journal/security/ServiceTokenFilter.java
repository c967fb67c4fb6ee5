package io.loyaltysuite.journal.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the suite's own services and tools by their bearer token; a wrong token is nobody. */
final class ServiceTokenFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final Caller SERVICE = new Caller("service", Role.SERVICE, Set.of());

  private final Secret token;

  ServiceTokenFilter(SuiteProperties settings) {
    this.token = new Secret(settings.serviceToken());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isService(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      var context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(new CallerAuthentication(SERVICE));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  private boolean isService(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && token.is(authorization.substring(BEARER.length()).strip());
  }
}
