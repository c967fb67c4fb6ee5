package io.loyaltysuite.loyalty.bulk;

import io.loyaltysuite.loyalty.ledger.Answer;
import io.loyaltysuite.loyalty.ledger.GroupCommit;
import io.loyaltysuite.loyalty.ledger.RestCall;
import io.loyaltysuite.loyalty.ledger.Submission;
import io.loyaltysuite.loyalty.reproduce.CommandRecord;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.OperationResult;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has many commands decided at once, as if their callers came at the same moment. */
@Component
public class Together {

  private final GroupCommit engine;
  private final InstantSource clock;

  Together(GroupCommit engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * One command of many.
   *
   * @param id the same for the same thing, which is decided once
   * @param inputs as the domain reads them; empty texts count as absent
   */
  public record One(UUID id, String operation, Map<String, String> inputs) {

    public One {
      inputs = Map.copyOf(inputs);
    }
  }

  /**
   * Results in the order of the commands, refusals among them.
   *
   * @param requestId what the results are correlated with
   * @throws GroupCommit.NoAnswer when one of them is not known; others may be decided
   */
  public List<OperationResult> decide(
      String memberId, String requestId, String language, List<One> commands) {
    var call = new RestCall(requestId, Optional.empty());
    var submissions =
        commands.stream()
            .map(each -> Submission.ofRest(command(memberId, language, each), call))
            .toList();
    return engine.decide(submissions).stream().map(Answer::result).toList();
  }

  private ActivityCommand command(String memberId, String language, One one) {
    var inputs = new HashMap<String, List<String>>();
    one.inputs()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                inputs.put(name, List.of(value));
              }
            });
    inputs.put(CommandRecord.LANGUAGE, List.of(language));
    var asker =
        Invocation.newBuilder()
            .setMemberId(memberId)
            .setWorkflowId("")
            .setActivityCode("")
            .setEventTokenHash("")
            .setReceivedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .setLanguage(language)
            .build();
    return ActivityCommand.newBuilder()
        .setCommandId(one.id().toString())
        .setInvocation(asker)
        .setOperation(one.operation())
        .setInputs(inputs)
        .build();
  }
}
