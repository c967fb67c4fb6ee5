package io.loyaltysuite.gateway.security;

import io.loyaltysuite.gateway.security.Routes.Role;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Turns {@link Routes} into filters: one chain per role, and one that refuses the rest. Webhooks
 * are taken before any filter.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class HttpSecurityRules {
  /** Pages for the frame of a portal say themselves who may frame them. */
  @Bean
  @Order(1)
  SecurityFilterChain frameRoutes(HttpSecurity http) {
    return plain(http)
        .headers(headers -> headers.frameOptions(options -> options.disable()))
        .securityMatcher(matching(Role.FRAME))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /** A page of another site cannot use a login that a browser keeps: bodies must be JSON. */
  @Bean
  @Order(2)
  SecurityFilterChain operatorRoutes(HttpSecurity http, AccessProperties access) {
    var login = new BasicAuthenticationEntryPoint();
    login.setRealmName("gateway");
    return plain(http)
        .securityMatcher(matching(Role.OPERATOR))
        .httpBasic(basic -> basic.authenticationEntryPoint(login))
        .exceptionHandling(e -> e.authenticationEntryPoint(login))
        .authenticationProvider(new Operators(access))
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(Role.OPERATOR.name()))
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain managementRoutes(HttpSecurity http) {
    return plain(http)
        .securityMatcher(
            new AndRequestMatcher(EndpointRequest.toAnyEndpoint(), matching(Role.MANAGEMENT)))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain everythingElse(HttpSecurity http) {
    return plain(http)
        .authorizeHttpRequests(
            requests ->
                requests
                    // A refusal of another chain, on its way out.
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  private static RequestMatcher matching(Role role) {
    var paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Arrays.stream(Routes.patternsOf(role)).<RequestMatcher>map(paths::matcher).toList());
  }

  /** No session, no login, and nothing that reads a form body. */
  private static HttpSecurity plain(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(SafeHeaders.NO_CONTENT))
                    .referrerPolicy(Customizer.withDefaults()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
