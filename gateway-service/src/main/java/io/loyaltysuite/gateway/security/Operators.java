package io.loyaltysuite.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The people of the settings, recognised by name and password; comparing takes the same time
 * whatever is offered.
 */
final class Operators implements AuthenticationProvider {

  private static final byte[] NOBODY = hash("");

  private final Map<String, byte[]> passwords = new HashMap<>();

  Operators(AccessProperties settings) {
    settings
        .operators()
        .forEach((name, operator) -> passwords.put(name, hash(operator.password())));
  }

  @Override
  public Authentication authenticate(Authentication offered) {
    var password = passwords.getOrDefault(offered.getName(), NOBODY);
    var right = MessageDigest.isEqual(password, hash(String.valueOf(offered.getCredentials())));
    if (!right || !passwords.containsKey(offered.getName())) {
      throw new BadCredentialsException("unknown name or wrong password");
    }
    return UsernamePasswordAuthenticationToken.authenticated(
        offered.getName(), "", List.of(new SimpleGrantedAuthority(Routes.Role.OPERATOR.name())));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
