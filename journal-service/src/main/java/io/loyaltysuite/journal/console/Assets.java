package io.loyaltysuite.journal.console;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Our style sheet, and htmx out of its WebJar, whatever its version. */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

  private static final String OWN = "classpath:/journal/assets/";
  private static final String HTMX = "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(OWN, htmx())
        .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
  }

  private static String htmx() {
    try {
      var found = new PathMatchingResourcePatternResolver().getResources(HTMX);
      if (found.length != 1) {
        throw new IllegalStateException("htmx on the class path: " + found.length + " (expected: 1)");
      }
      var file = found[0].getURL().toString();
      return file.substring(0, file.lastIndexOf('/') + 1);
    } catch (IOException e) {
      throw new IllegalStateException("htmx cannot be found", e);
    }
  }
}
