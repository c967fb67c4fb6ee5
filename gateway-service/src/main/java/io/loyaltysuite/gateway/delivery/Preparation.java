package io.loyaltysuite.gateway.delivery;

import io.loyaltysuite.gateway.config.GatewayProperties;
import io.loyaltysuite.gateway.security.Sealer;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens stored results and makes the replies that are sent. */
@Component
class Preparation {
  private final EventCodec codec;
  private final Sealer sealer;
  private final Replies replies;

  Preparation(EventCodec codec, Sealer sealer, GatewayProperties gateway) {
    this.codec = codec;
    this.sealer = sealer;
    this.replies = new Replies(gateway.journalUrl());
  }

  /**
   * What came of it.
   *
   * @param broken deliveries that cannot be sent, now or later, and why
   */
  record Prepared(List<Due> ready, Map<StoredDelivery, String> broken) {}

  Prepared prepare(List<StoredDelivery> deliveries, Instant now) {
    var ready = new ArrayList<Due>();
    var broken = new LinkedHashMap<StoredDelivery, String>();
    for (StoredDelivery delivery : deliveries) {
      switch (codec.decode(Topics.RESULTS, delivery.origin().value())) {
        case Decoded.Event(OperationResult result, _) -> {
          try {
            ready.add(Due.of(delivery, reply(delivery, result, now)));
          } catch (IllegalArgumentException unopened) {
            broken.put(delivery, "reply_to cannot be opened");
          }
        }
        case Decoded.Event _ -> broken.put(delivery, "no result");
        case Decoded.Poison(var cause) -> broken.put(delivery, cause);
        case Decoded.Unavailable(var cause) -> throw new IllegalStateException(cause);
      }
    }
    return new Prepared(ready, broken);
  }

  private Reply reply(StoredDelivery delivery, OperationResult result, Instant now) {
    var invocation = result.getInvocation();
    if (invocation == null) {
      throw new IllegalArgumentException("a result without invocation was stored");
    }
    var token = sealer.open(delivery.replyTo(), delivery.key().memberId());
    return replies.reply(result, invocation, token, now);
  }
}
