package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.account.RestUser;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.ledger.Programs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Where every request of an account passes, whatever it asks for; handlers get it as {@link Asked}.
 *
 * <pre>
 * who proved to be an account ─┬─ asks too often ──▶ 429
 *                              ├─ is disabled ─────▶ 403
 *                              └─ otherwise ───────▶ handler, with the program's settings
 * </pre>
 */
@Component
class Gate implements HandlerInterceptor, HandlerMethodArgumentResolver, WebMvcConfigurer {

  private static final String ATTRIBUTE = Asked.class.getName();

  private final Programs programs;
  private final Pace pace;

  Gate(Programs programs, Pace pace) {
    this.programs = programs;
    this.pace = pace;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(Call.BASE + "**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    switch (authentication == null ? null : authentication.getPrincipal()) {
      case RestAccount account -> letIn(request, account, null);
      case RestUser(var account, var contactId) -> letIn(request, account, contactId);
      case null, default -> {}
    }
    return true;
  }

  private void letIn(HttpServletRequest request, RestAccount account, @Nullable String contactId) {
    pace.require(account, Call.of(request).role());
    var settings = programs.of(account.portalId(), account.settingsVersion());
    if (!settings.program().accountEnabled()) {
      throw Refusal.of(Rejection.ACCOUNT_DISABLED);
    }
    request.setAttribute(
        ATTRIBUTE, new Asked(request, Call.of(request), account, settings, contactId));
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Asked.class;
  }

  @Override
  public Asked resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    return (Asked) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "no account asked");
  }
}
