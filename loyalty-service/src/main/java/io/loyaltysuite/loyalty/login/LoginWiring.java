package io.loyaltysuite.loyalty.login;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses how codes are sent. */
@Configuration(proxyBeanMethods = false)
class LoginWiring {

  private static final Logger LOG = LoggerFactory.getLogger(LoginWiring.class);

  @Bean
  @ConditionalOnMissingBean
  CodeSender codeSender(LoginProperties properties) {
    var url = properties.senderUrl();
    if (url == null) {
      LOG.info("Clients cannot log in by phone: loyalty.login.sender-url names no provider");
      return new NoCodeSender();
    }
    return new HttpCodeSender(url, properties.senderToken(), properties.senderTimeout());
  }
}
