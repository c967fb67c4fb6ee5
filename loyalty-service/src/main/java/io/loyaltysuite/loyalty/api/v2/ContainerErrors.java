package io.loyaltysuite.loyalty.api.v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors that the container finds before any filter sees the request, such as an address that is no
 * URI: JSON like all others, in place of the container's page.
 */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final JsonMapper json;
  private final InstantSource clock;

  ContainerErrors(JsonMapper json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            // The host would add its own one unless it finds this class.
            host.setErrorReportValveClass(Report.class.getName());
            host.getPipeline().addValve(new Report());
          }
        });
  }

  private Object body(Request request, int status) {
    var path = Objects.requireNonNullElse(request.getRequestURI(), "");
    if (Call.isToUs(path)) {
      return Problems.failure(request, status, path);
    }
    var known = HttpStatus.resolve(status);
    var body = new LinkedHashMap<String, Object>();
    body.put("timestamp", clock.instant().toString());
    body.put("status", status);
    body.put("error", known == null ? "Error" : known.getReasonPhrase());
    body.put("path", path);
    return body;
  }

  /** The last one who may say something to a failed request. */
  private final class Report extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerErrors.class);

    @Override
    protected void report(Request request, Response response, Throwable cause) {
      var status = response.getStatus();
      if (status < HttpStatus.BAD_REQUEST.value()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      try {
        var path = Objects.requireNonNullElse(request.getRequestURI(), "");
        if (Call.isToUs(path)) {
          var call = Call.ofRefused(request, clock.instant());
          response.setHeader(Call.REQUEST_ID, call.requestId());
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(UTF_8);
        var writer = response.getReporter();
        if (writer != null) {
          writer.write(json.writeValueAsString(body(request, status)));
          response.finishResponse();
        }
      } catch (IOException | IllegalStateException e) {
        LOG.debug("Nobody hears of the error", e);
      }
    }
  }
}
