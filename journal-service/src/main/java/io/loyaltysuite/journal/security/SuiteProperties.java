package io.loyaltysuite.journal.security;

import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the services of one suite share.
 *
 * @param serviceToken secret that the suite's services show each other; without it no service
 *     starts
 */
@Validated
@ConfigurationProperties("suite")
public record SuiteProperties(
    @DefaultValue("")
        @Size(
            min = 16,
            message = "suite.service-token: too short or absent (expected: at least 16 characters)")
        String serviceToken) {

  @Override
  public String toString() {
    return "SuiteProperties[serviceToken=…]";
  }
}
