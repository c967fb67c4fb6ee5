package io.loyaltysuite.standalone;

import io.loyaltysuite.schemas.AvroSerializer;
import io.loyaltysuite.schemas.EventHeaders;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Calls of portals by the thousand, put on the topic as a gateway would. */
final class ManyPortals {

  private ManyPortals() {}

  /**
   * One call of each portal, for an activity that nobody knows and refused for a field of its own.
   *
   * @param answered how many of them are to be answered in their portals; each is a lane of its own
   */
  static void call(SuiteProcess suite, int portals, int answered) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            suite.bootstrapServers(),
            "client.id",
            "many-portals",
            "linger.ms",
            5,
            "schema.registry.url",
            "http://127.0.0.1:" + suite.port("registry") + "/apis/ccompat/v7");
    var values = new AvroSerializer();
    values.configure(settings, false);
    try (values;
        var producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int portal = 0; portal < portals; portal++) {
        var command = command(portal, portal < answered ? "sealed" : "");
        var memberId = command.getInvocation().getMemberId();
        var _ =
            producer.send(
                new ProducerRecord<>(
                    Topics.COMMANDS,
                    null,
                    memberId.getBytes(StandardCharsets.UTF_8),
                    values.serialize(Topics.COMMANDS, command),
                    EventHeaders.of(command, "gateway")));
      }
    }
  }

  private static ActivityCommand command(int portal, String replyTo) {
    var memberId =
        UUID.nameUUIDFromBytes(("portal " + portal).getBytes(StandardCharsets.UTF_8)).toString();
    var token = "token of " + memberId;
    return ActivityCommand.newBuilder()
        .setCommandId(Ids.commandId(memberId, token).toString())
        .setOperation("")
        .setRefusal(new Refusal("input_required", Map.of("field", "amount_" + portal)))
        .setInputs(Map.of())
        .setRawProperties("{}")
        .setUnknownFields("{}")
        .setInvocation(
            Invocation.newBuilder()
                .setMemberId(memberId)
                .setWorkflowId("workflow-" + portal)
                .setActivityCode("activity_" + portal)
                .setEventTokenHash(Ids.sha256(token))
                .setReplyTo(replyTo)
                .setUseSubscription("Y")
                .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build())
        .build();
  }
}
