package io.loyaltysuite.loyalty.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.loyaltysuite.loyalty.reproduce.RecordedResult;
import io.loyaltysuite.loyalty.reproduce.Reproduction;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.schemas.Decoded.Event;
import io.loyaltysuite.schemas.Decoded.Poison;
import io.loyaltysuite.schemas.Decoded.Unavailable;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.schemas.v1.OperationResult;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Decides recorded results again, for whoever shows the verdict; changes nothing. */
@RestController
class ReproduceController {

  static final int MAX_RESULTS = 100;

  private final EventCodec codec;

  ReproduceController(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * Results as they stand on their topic.
   *
   * @param id any text, comes back with the verdict
   * @param valueBase64 the record's value, schema id included
   */
  record Recorded(@NotNull String id, @JsonProperty("value_base64") @NotNull String valueBase64) {}

  record Request(@NotNull @Size(max = MAX_RESULTS) List<@Valid Recorded> results) {}

  record Answer(List<VerdictText> verdicts) {}

  /** One verdict per result, in the order of the request. */
  @PostMapping("/reproduce")
  Answer reproduce(@RequestBody @Valid Request request) {
    return new Answer(
        request.results().stream()
            .map(each -> VerdictText.of(each.id(), reproduce(each.valueBase64())))
            .toList());
  }

  private Reproduction reproduce(String valueBase64) {
    try {
      return reproduce(Base64.getDecoder().decode(valueBase64));
    } catch (IllegalArgumentException _) {
      return new NotReproducible("undecodable: no Base64");
    }
  }

  private Reproduction reproduce(byte[] value) {
    return switch (codec.decode(Topics.RESULTS, value)) {
      case Event(OperationResult recorded, _) -> RecordedResult.reproduce(recorded);
      case Event(var other, _) -> new NotReproducible("no result: " + other.getSchema().getName());
      case Poison(var cause) -> new NotReproducible("undecodable: " + cause);
      case Unavailable(var cause) -> new NotReproducible("schema not known now: " + cause);
    };
  }
}
