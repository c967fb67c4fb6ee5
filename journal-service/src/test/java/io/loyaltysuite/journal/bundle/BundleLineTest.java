package io.loyaltysuite.journal.bundle;

import static io.loyaltysuite.journal.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Events;
import io.loyaltysuite.journal.event.EventValues.Value;
import io.loyaltysuite.journal.event.RecordHeader;
import io.loyaltysuite.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BundleLineTest {

  private static final byte[] BYTES = {0, -1, 7};

  @Test
  void saysWhereTheRecordStoodAndWhatItWas() {
    var event = Events.event(Topics.RESULTS, NOON, BYTES, "ce_id", "r1");
    var value = JsonMapper.shared().createObjectNode().put("status", "success");

    var line = BundleLine.of(event, new Value.Legible(value, 3));

    assertThat(line.path("topic").stringValue()).isEqualTo(Topics.RESULTS);
    assertThat(line.path("offset").asLong()).isEqualTo(7);
    assertThat(line.path("timestamp").asLong()).isEqualTo(NOON.toEpochMilli());
    assertThat(line.path("key").stringValue()).isEqualTo("mine");
    assertThat(line.path("headers").path("ce_id").stringValue()).isEqualTo("r1");
    assertThat(line.path("value_base64").stringValue()).isEqualTo("AP8H");
    assertThat(line.path("value").path("status").stringValue()).isEqualTo("success");
  }

  @Test
  void keepsTheBytesOfWhatNobodyCanRead() {
    var line =
        BundleLine.of(
            Events.event(Topics.COMMANDS, NOON, BYTES), new Value.Unreadable("first byte"));
    assertThat(line.path("value").isNull()).isTrue();
    assertThat(line.path("value_base64").stringValue()).isEqualTo("AP8H");
  }

  @Test
  void tellsNoValueFromAnEmptyOne() {
    var none = Events.event(Topics.COMMANDS, NOON, null);
    var empty = Events.event(Topics.COMMANDS, NOON, new byte[0]);
    var unreadable = new Value.Unreadable("no value");
    assertThat(BundleLine.of(none, unreadable).path("value_base64").isNull()).isTrue();
    assertThat(BundleLine.of(empty, unreadable).path("value_base64").stringValue()).isEmpty();
  }

  @Test
  void losesNoHeaderThatRepeatsOrIsNoText() {
    var headers =
        List.of(
            new RecordHeader("ce_id", new byte[] {'a'}),
            new RecordHeader("ce_id", BYTES),
            new RecordHeader("empty", null));
    var line =
        BundleLine.of(
            Events.event(Topics.COMMANDS, NOON, null, headers), new Value.Unreadable("no value"));
    assertThat(line.path("header_list").toString())
        .isEqualTo("[[\"ce_id\",\"a\"],[\"ce_id\",{\"base64\":\"AP8H\"}],[\"empty\",null]]");
  }
}
