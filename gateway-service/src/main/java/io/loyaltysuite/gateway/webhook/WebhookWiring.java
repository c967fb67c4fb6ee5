package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.portal.AppEvents;
import io.loyaltysuite.gateway.portal.Installations;
import io.loyaltysuite.gateway.rounds.Rounds;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.gateway.spool.CommandLog;
import io.loyaltysuite.gateway.spool.EventLog;
import io.loyaltysuite.gateway.spool.Patience;
import io.loyaltysuite.gateway.trace.Traces;
import io.loyaltysuite.schemas.EventCodec;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
  Rounds sourceLists(Sources sources, WebhookProperties properties) {
    return new SourceLists(sources).rounds(properties.sourceListInterval());
  }

  @Bean(destroyMethod = "close")
  ExecutorService webhookAnswers() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("answer-", 0).factory());
  }

  @Bean
  Room room(WebhookProperties properties) {
    return new Room(properties);
  }

  @Bean
  Patience<Answer> answerPatience(WebhookProperties properties) {
    return new Patience<>("answer-patience", properties.answerTimeout(), Answer.UNAVAILABLE);
  }

  /** After the valve that takes a proxy's word for the sender, which is Boot's own. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> webhookValve(
      Intake intake,
      Room room,
      Sources sources,
      Patience<Answer> answerPatience,
      WebhookProperties properties,
      WebhookMetrics metrics,
      InstantSource clock) {
    var valve = new WebhookValve(intake, room, sources, answerPatience, properties, metrics, clock);
    return factory -> factory.addEngineValves(valve);
  }

  @Bean
  LastWebhooks lastWebhooks(Room room, WebhookProperties properties) {
    return new LastWebhooks(room, properties.answerTimeout());
  }
}
