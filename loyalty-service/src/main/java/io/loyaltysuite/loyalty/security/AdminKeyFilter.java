package io.loyaltysuite.loyalty.security;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.account.RestAccounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises an account by the client id in the address and the key in its header (spec 2.1). */
final class AdminKeyFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(AdminKeyFilter.class);
  private static final String KEY = "X-LOYALTY-API-KEY-ADMIN";
  private static final int CLIENT_ID = 3;

  private final RestAccounts accounts;

  AdminKeyFilter(RestAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      account(request).ifPresent(account -> authenticate(account, Routes.Role.ADMIN));
    } catch (DataAccessException e) {
      LOG.warn("Nobody can be recognised: the database does not answer", e.getMostSpecificCause());
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      return;
    }
    chain.doFilter(request, response);
  }

  private Optional<RestAccount> account(HttpServletRequest request) {
    return clientId(request)
        .flatMap(client -> adminKey(request).flatMap(key -> accounts.find(client, key)));
  }

  /** The account that an address names. */
  static Optional<UUID> clientId(HttpServletRequest request) {
    var parts = request.getRequestURI().split("/", CLIENT_ID + 2);
    return uuid(parts.length > CLIENT_ID ? parts[CLIENT_ID] : null);
  }

  static Optional<UUID> adminKey(HttpServletRequest request) {
    return uuid(request.getHeader(KEY));
  }

  static void authenticate(Object principal, Routes.Role role) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            principal, "", List.of(new SimpleGrantedAuthority(role.name()))));
    SecurityContextHolder.setContext(context);
  }

  static Optional<UUID> uuid(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
