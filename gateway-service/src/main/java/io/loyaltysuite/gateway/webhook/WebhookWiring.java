package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.portal.AppEvents;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.gateway.security.Routes;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.gateway.spool.CommandLog;
import io.loyaltysuite.gateway.spool.EventLog;
import io.loyaltysuite.gateway.trace.Traces;
import io.loyaltysuite.schemas.EventCodec;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the way in together. */
@Configuration(proxyBeanMethods = false)
class WebhookWiring {

  @Bean
  CommandRecords commandRecords(EventCodec codec) {
    return new CommandRecords(codec);
  }

  @Bean
  Intake intake(
      WebhookProperties properties,
      Installations installations,
      AppEvents appEvents,
      Sealer sealer,
      EventCodec codec,
      CommandRecords records,
      CommandLog commands,
      EventLog events,
      WebhookMetrics metrics,
      Traces traces,
      ExecutorService webhookAnswers) {
    var shares = new Shares(properties.maxActivePerPortal());
    metrics.show(shares);
    var refusals = new Refusals(events, codec, metrics, properties);
    return new Intake(
        properties,
        installations,
        shares,
        new DatabaseQuestions(webhookAnswers),
        appEvents,
        sealer,
        records,
        commands,
        refusals,
        metrics,
        traces);
  }

  @Bean
  Sources sources(WebhookProperties properties) {
    return new Sources(properties.allowedSources(), properties.allowedSourceLists());
  }

  @Bean
  SourceLists sourceLists(Sources sources, WebhookProperties properties) {
    return new SourceLists(sources, properties.sourceListInterval());
  }

  @Bean(destroyMethod = "close")
  ExecutorService webhookAnswers() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("answer-", 0).factory());
  }

  @Bean
  ServletRegistrationBean<WebhookServlet> webhookServlet(
      Intake intake,
      Sources sources,
      WebhookProperties properties,
      WebhookMetrics metrics,
      InstantSource clock,
      ExecutorService webhookAnswers) {
    var servlet = new WebhookServlet(intake, sources, properties, metrics, clock, webhookAnswers);
    var registration = new ServletRegistrationBean<>(servlet, Routes.WEBHOOK);
    registration.setName("webhook");
    registration.setAsyncSupported(true);
    registration.setLoadOnStartup(1);
    return registration;
  }
}
