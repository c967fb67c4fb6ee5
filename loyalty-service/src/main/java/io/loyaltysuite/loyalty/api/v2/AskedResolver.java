package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccount;
import io.loyaltysuite.loyalty.ledger.Programs;
import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives handlers the request as {@link Asked}. */
@Component
class AskedResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  private final Programs programs;

  AskedResolver(Programs programs) {
    this.programs = programs;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
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
    var authentication =
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    var account = (RestAccount) Objects.requireNonNull(authentication.getPrincipal());
    var settings = programs.of(account.portalId(), account.settingsVersion());
    return new Asked(request, Call.of(request), account, settings);
  }
}
