package io.loyaltysuite.benchmarks;

import io.loyaltysuite.loyalty.ledger.Submission;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.Ids;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.Invocation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Commands to cards of some portals, as the engine gets them. The same in every run. */
final class Traffic {

  private static final int PORTALS = 10;

  /**
   * A step that has no divisor in common with the number of cards: each is visited in turn, far
   * apart.
   */
  private static final long STRIDE = 7_919;

  static {
    EventCodec.trustEvents();
  }

  /** What the commands are. */
  enum Kind {
    /** Accruals by card number. */
    ACCRUALS,
    /** Accruals, payments and readings, each selecting its card by number, contact or phone. */
    MIXED
  }

  private final String name;
  private final int cards;
  private final Kind kind;
  private long calls;

  Traffic(String name, int cards, Kind kind) {
    this.name = name;
    this.cards = cards;
    this.kind = kind;
  }

  /** The commands that issue the cards with something on them. */
  List<Submission> issues(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            card ->
                submission(
                    card,
                    "card_create",
                    Map.of(
                        "card_number",
                        number(card),
                        "contact_id",
                        contact(card),
                        "start_balance",
                        "1000")))
        .toList();
  }

  /** The next commands. */
  List<Submission> next(int count) {
    return IntStream.range(0, count).mapToObj(_ -> next()).toList();
  }

  int cards() {
    return cards;
  }

  private Submission next() {
    var call = calls;
    var card = (int) (call * STRIDE % cards);
    var inputs = new HashMap<String, String>();
    if (kind == Kind.ACCRUALS) {
      inputs.put("card_number", number(card));
      inputs.put("amount", "2");
      return submission(card, "accrue", inputs);
    }
    inputs.put(
        call / 3 % 2 == 0 ? "card_number" : "contact_id",
        call / 3 % 2 == 0 ? number(card) : contact(card));
    return switch ((int) (call % 3)) {
      case 0 -> {
        inputs.put("amount", "2");
        yield submission(card, "accrue", inputs);
      }
      case 1 -> {
        inputs.put("amount", "1");
        inputs.put("once_per", "token");
        yield submission(card, "pay", inputs);
      }
      default -> submission(card, "card_get", inputs);
    };
  }

  private Submission submission(int card, String operation, Map<String, String> inputs) {
    var memberId = Ids.sha256(name + card % Math.min(PORTALS, cards)).substring(0, 32);
    var token = name + calls++;
    var lists = new HashMap<String, List<String>>();
    inputs.forEach((input, value) -> lists.put(input, List.of(value)));
    var id = Ids.commandId(memberId, token);
    var command =
        ActivityCommand.newBuilder()
            .setCommandId(id.toString())
            .setInvocation(invocation(memberId, operation, token))
            .setOperation(operation)
            .setInputs(lists)
            .build();
    return submission(id, command);
  }

  private static Submission submission(UUID id, ActivityCommand command) {
    return Submission.ofTopic(
        id,
        command,
        Optional.empty(),
        cause -> {
          throw new IllegalStateException("a command could not be decided", cause);
        });
  }

  private Invocation invocation(String memberId, String operation, String token) {
    return Invocation.newBuilder()
        .setMemberId(memberId)
        .setWorkflowId("workflow-" + token)
        .setActivityName("A1_" + token)
        .setActivityCode("loyalty_" + operation)
        .setDocumentId(List.of("crm", "CCrmDocumentDeal", "DEAL_" + token))
        .setDocumentType(List.of("crm", "CCrmDocumentDeal", "DEAL"))
        .setEventTokenHash(Ids.sha256(token))
        .setReplyTo("sealed-" + token)
        .setUseSubscription("Y")
        .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  private String number(int card) {
    return "%s%07d".formatted(name, card);
  }

  private static String contact(int card) {
    return Integer.toString(card + 1);
  }
}
