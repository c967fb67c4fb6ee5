package io.loyaltysuite.gateway.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may look after portals.
 *
 * @param operators people with a login, by name; without any, nobody looks after portals
 */
@Validated
@ConfigurationProperties("gateway")
record AccessProperties(@DefaultValue Map<String, @Valid Operator> operators) {

  /**
   * One person with a login.
   *
   * @param password what the person types; kept in memory only as a hash
   */
  record Operator(@NotNull @Size(min = 12) String password) {

    @Override
    public String toString() {
      return "Operator[]";
    }
  }
}
