package io.loyaltysuite.journal.security;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** The people of the settings, recognised by name and password. */
final class Operators implements AuthenticationProvider {

  private record Login(Secret password, Caller caller) {}

  private static final Secret NOBODY = new Secret("");

  private final Map<String, Login> logins = new HashMap<>();

  Operators(AccessProperties settings) {
    settings
        .operators()
        .forEach(
            (name, operator) ->
                logins.put(
                    name,
                    new Login(
                        new Secret(operator.password()),
                        new Caller(name, operator.role(), operator.portals()))));
  }

  @Override
  public Authentication authenticate(Authentication offered) {
    var login = logins.get(offered.getName());
    var right = password(login).is(String.valueOf(offered.getCredentials()));
    if (login == null || !right) {
      throw new BadCredentialsException("unknown name or wrong password");
    }
    return new CallerAuthentication(login.caller());
  }

  private static Secret password(@Nullable Login login) {
    return login == null ? NOBODY : login.password();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
