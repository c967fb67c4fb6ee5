package io.loyaltysuite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What one would write first: a controller that has the form bound, hands it to Kafka and waits for
 * the acknowledgement. It checks nothing.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class
})
@RestController
class PlainController {

  private final KafkaProducer<byte[], byte[]> producer;

  PlainController(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  public static void main(String... args) {
    new SpringApplicationBuilder(PlainController.class, Wiring.class)
        .bannerMode(Banner.Mode.OFF)
        .run(
            "--spring.config.name=none",
            "--broker=" + args[0],
            "--server.address=127.0.0.1",
            "--server.port=" + args[1],
            "--logging.level.root=warn",
            // As many as there are connections; with fewer, some would never be served.
            "--server.tomcat.threads.max=256",
            "--" + Webhook.OPEN + "=-1");
  }

  static class Wiring {
    @Bean(destroyMethod = "close")
    KafkaProducer<byte[], byte[]> producer(org.springframework.core.env.Environment environment) {
      return Reference.producer(environment.getRequiredProperty("broker"));
    }
  }

  @PostMapping(Webhook.PATH)
  String webhook(@RequestParam MultiValueMap<String, String> form)
      throws ExecutionException, InterruptedException {
    var body = form.toSingleValueMap();
    var value = body.toString().getBytes(UTF_8);
    var key = String.valueOf(body.get("auth[member_id]")).getBytes(UTF_8);
    producer.send(new ProducerRecord<>(Reference.TOPIC, key, value)).get();
    return "";
  }
}
