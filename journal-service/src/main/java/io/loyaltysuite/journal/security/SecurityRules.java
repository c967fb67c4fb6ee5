package io.loyaltysuite.journal.security;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Turns {@link Routes} into rules: the table is the whole truth, everything else is denied. */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Management has a port of its own, bound to loopback unless its owner says otherwise. */
  @Bean
  @Order(1)
  SecurityFilterChain management(HttpSecurity http) {
    return http.securityMatcher(EndpointRequest.toAnyEndpoint())
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain journal(HttpSecurity http, AccessProperties access, SuiteProperties suite) {
    return http.authorizeHttpRequests(
            rules -> {
              for (var route : Routes.TABLE) {
                rules
                    .requestMatchers(route.method(), route.pattern())
                    .hasAnyAuthority(route.authorities());
              }
              rules.requestMatchers(HttpMethod.GET, Routes.ASSETS).permitAll();
              rules.requestMatchers("/error").permitAll();
              rules.anyRequest().denyAll();
            })
        .authenticationProvider(new Operators(access))
        .httpBasic(basic -> basic.realmName("journal"))
        .addFilterBefore(new ServiceTokenFilter(suite), BasicAuthenticationFilter.class)
        .addFilterBefore(new CrossOriginFilter(), ServiceTokenFilter.class)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable) // CrossOriginFilter does it without a session.
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(Customizer.withDefaults()))
        .build();
  }
}
