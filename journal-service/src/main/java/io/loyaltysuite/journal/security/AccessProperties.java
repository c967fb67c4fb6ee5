package io.loyaltysuite.journal.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may look into the journal.
 *
 * @param operators people with a login, by name
 */
@Validated
@ConfigurationProperties("journal")
record AccessProperties(@DefaultValue Map<String, @Valid Operator> operators) {

  /**
   * One person with a login.
   *
   * @param password what the person types; kept in memory only as a hash
   * @param role operator (sees every portal) or integrator (sees the portals listed)
   * @param portals member ids an integrator may see
   */
  record Operator(
      @NotBlank String password, @NotNull Role role, @DefaultValue Set<String> portals) {

    @Override
    public String toString() {
      return "Operator[" + role + ", portals=" + portals + "]";
    }
  }
}
