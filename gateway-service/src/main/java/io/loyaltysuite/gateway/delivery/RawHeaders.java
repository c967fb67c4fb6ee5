package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.schemas.EventHeaders;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.MessageHeaders;
import org.springframework.stereotype.Component;

/**
 * Maps the headers we know, as the bytes they are. The framework's own mapper would build whatever
 * type a header names.
 */
@Component
class RawHeaders implements KafkaHeaderMapper {
  private static final Set<String> KNOWN =
      Set.of(
          EventHeaders.CE_ID,
          EventHeaders.CE_TYPE,
          EventHeaders.CE_SOURCE,
          EventHeaders.CE_SUBJECT,
          EventHeaders.CE_TIME,
          EventHeaders.CE_SPECVERSION,
          EventHeaders.TRACEPARENT,
          EventHeaders.CORRELATION_ID,
          EventHeaders.CAUSATION_ID,
          EventHeaders.CE_ACTIVITY,
          EventHeaders.CE_STATUS,
          EventHeaders.CE_ERRORCODE,
          EventHeaders.CE_KIND);

  @Override
  public void toHeaders(Headers source, Map<String, Object> target) {
    for (Header header : source) {
      if (KNOWN.contains(header.key()) && header.value() != null) {
        target.put(header.key(), header.value());
      }
    }
  }

  /** Nothing is sent through the binder. */
  @Override
  public void fromHeaders(MessageHeaders headers, Headers target) {}
}
