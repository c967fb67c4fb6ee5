package io.loyaltysuite.loyalty.security;

import io.loyaltysuite.loyalty.account.RestAccounts;
import io.loyaltysuite.loyalty.config.SuiteProperties;
import io.loyaltysuite.loyalty.login.Sessions;
import io.loyaltysuite.loyalty.security.Routes.Role;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Turns {@link Routes} into filters: one chain per role, and one that refuses the rest. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class HttpSecurityRules {

  @Bean
  @Order(1)
  SecurityFilterChain serviceRoutes(HttpSecurity http, SuiteProperties suite) {
    return plain(http)
        .securityMatcher(matching(Role.SERVICE))
        .addFilterBefore(
            new ServiceTokenFilter(suite.serviceToken()),
            UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(Role.SERVICE.name()))
        .build();
  }

  /** A page of another site cannot use a login that a browser keeps: bodies must be JSON. */
  @Bean
  @Order(2)
  SecurityFilterChain operatorRoutes(HttpSecurity http, AccessProperties access) {
    var login = new BasicAuthenticationEntryPoint();
    login.setRealmName("loyalty");
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
  SecurityFilterChain adminRoutes(
      HttpSecurity http,
      RestAccounts accounts,
      AuthenticationEntryPoint doorkeeper,
      AccessDeniedHandler refusals) {
    return plain(http)
        .securityMatcher(matching(Role.ADMIN))
        .addFilterBefore(new AdminKeyFilter(accounts), UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(Role.ADMIN.name()))
        .exceptionHandling(
            e -> e.authenticationEntryPoint(doorkeeper).accessDeniedHandler(refusals))
        .build();
  }

  /** Whoever wants to log in needs nothing but the account's id. */
  @Bean
  @Order(4)
  SecurityFilterChain visitorRoutes(
      HttpSecurity http,
      RestAccounts accounts,
      Sessions sessions,
      AuthenticationEntryPoint doorkeeper,
      AccessDeniedHandler refusals) {
    return ofUsers(http, Role.VISITOR, new UserKeyFilter(accounts, sessions), doorkeeper, refusals)
        .authorizeHttpRequests(
            requests ->
                requests
                    .anyRequest()
                    .hasAnyAuthority(Role.VISITOR.name(), Role.USER.name(), Role.ADMIN.name()))
        .build();
  }

  /** The key of an account opens what a client of its clients may see, too. */
  @Bean
  @Order(5)
  SecurityFilterChain userRoutes(
      HttpSecurity http,
      RestAccounts accounts,
      Sessions sessions,
      AuthenticationEntryPoint doorkeeper,
      AccessDeniedHandler refusals) {
    return ofUsers(http, Role.USER, new UserKeyFilter(accounts, sessions), doorkeeper, refusals)
        .authorizeHttpRequests(
            requests -> requests.anyRequest().hasAnyAuthority(Role.USER.name(), Role.ADMIN.name()))
        .build();
  }

  private static HttpSecurity ofUsers(
      HttpSecurity http,
      Role role,
      UserKeyFilter filter,
      AuthenticationEntryPoint doorkeeper,
      AccessDeniedHandler refusals) {
    return plain(http)
        .securityMatcher(matching(role))
        .addFilterBefore(filter, UsernamePasswordAuthenticationFilter.class)
        .exceptionHandling(
            e -> e.authenticationEntryPoint(doorkeeper).accessDeniedHandler(refusals));
  }

  @Bean
  @Order(6)
  SecurityFilterChain openRoutes(HttpSecurity http) {
    return plain(http)
        .securityMatcher(matching(Role.ANYONE))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(7)
  SecurityFilterChain managementRoutes(HttpSecurity http) {
    return plain(http)
        .securityMatcher(
            new AndRequestMatcher(EndpointRequest.toAnyEndpoint(), matching(Role.MANAGEMENT)))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(8)
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
        Routes.patternsOf(role).stream().<RequestMatcher>map(paths::matcher).toList());
  }

  private static HttpSecurity plain(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            e -> e.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
