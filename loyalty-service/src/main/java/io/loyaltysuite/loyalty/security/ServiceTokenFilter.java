package io.loyaltysuite.loyalty.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises another service by its bearer token, compared in constant time. */
final class ServiceTokenFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";

  private final byte[] token;

  ServiceTokenFilter(String token) {
    this.token = token.getBytes(UTF_8);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null
        && header.startsWith(BEARER)
        && MessageDigest.isEqual(token, header.substring(BEARER.length()).getBytes(UTF_8))) {
      var context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              "service", "", List.of(new SimpleGrantedAuthority(Routes.Role.SERVICE.name()))));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }
}
