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
      account(request).ifPresent(AdminKeyFilter::authenticate);
    } catch (DataAccessException e) {
      LOG.warn("Nobody can be recognised: the database does not answer", e.getMostSpecificCause());
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      return;
    }
    chain.doFilter(request, response);
  }

  private Optional<RestAccount> account(HttpServletRequest request) {
    var parts = request.getRequestURI().split("/", CLIENT_ID + 2);
    var clientId = uuid(parts.length > CLIENT_ID ? parts[CLIENT_ID] : null);
    var key = uuid(request.getHeader(KEY));
    return clientId == null || key == null ? Optional.empty() : accounts.find(clientId, key);
  }

  private static void authenticate(RestAccount account) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            account, "", List.of(new SimpleGrantedAuthority(Routes.Role.ADMIN.name()))));
    SecurityContextHolder.setContext(context);
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
