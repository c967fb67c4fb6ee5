package io.loyaltysuite.loyalty.security;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.account.RestAccounts;
import io.loyaltysuite.loyalty.account.RestUser;
import io.loyaltysuite.loyalty.login.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises a client of an account's clients by the token it got for a code, in {@code
 * X-LOYALTY-API-KEY-USER} or as a bearer token; where the account allows it, by the id of its card.
 * Whoever shows neither is a visitor of the account in the address.
 */
final class UserKeyFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(UserKeyFilter.class);
  private static final String KEY = "X-LOYALTY-API-KEY-USER";
  private static final String BEARER = "Bearer ";

  private final RestAccounts accounts;
  private final Sessions sessions;

  UserKeyFilter(RestAccounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      AdminKeyFilter.clientId(request)
          .flatMap(accounts::find)
          .ifPresent(account -> authenticate(request, account));
    } catch (DataAccessException e) {
      LOG.warn("Nobody can be recognised: the database does not answer", e.getMostSpecificCause());
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      return;
    }
    chain.doFilter(request, response);
  }

  private void authenticate(HttpServletRequest request, RestAccount account) {
    var admin =
        AdminKeyFilter.adminKey(request).flatMap(key -> accounts.find(account.clientId(), key));
    if (admin.isPresent()) {
      AdminKeyFilter.authenticate(account, Routes.Role.ADMIN);
      return;
    }
    var contact = key(request).flatMap(key -> contact(account, key));
    if (contact.isPresent()) {
      AdminKeyFilter.authenticate(new RestUser(account, contact.get()), Routes.Role.USER);
    } else {
      AdminKeyFilter.authenticate(account, Routes.Role.VISITOR);
    }
  }

  private static Optional<String> key(HttpServletRequest request) {
    var key = request.getHeader(KEY);
    if (key != null) {
      return Optional.of(key);
    }
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER)
        ? Optional.of(header.substring(BEARER.length()))
        : Optional.empty();
  }

  private Optional<String> contact(RestAccount account, String key) {
    var contact = sessions.contactOf(account.portalId(), key);
    return contact.isPresent() || !account.cardIdIsUserKey()
        ? contact
        : AdminKeyFilter.uuid(key)
            .flatMap(card -> sessions.contactOfCard(account.portalId(), card));
  }
}
