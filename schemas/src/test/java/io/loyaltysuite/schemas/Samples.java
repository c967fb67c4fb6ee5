package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.v1.Account;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.AuditEvent;
import io.loyaltysuite.schemas.v1.DeadLetter;
import io.loyaltysuite.schemas.v1.DeliveryReport;
import io.loyaltysuite.schemas.v1.Entry;
import io.loyaltysuite.schemas.v1.Hold;
import io.loyaltysuite.schemas.v1.Invocation;
import io.loyaltysuite.schemas.v1.Lot;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.PortalWork;
import io.loyaltysuite.schemas.v1.ProgramSettings;
import io.loyaltysuite.schemas.v1.Refusal;
import io.loyaltysuite.schemas.v1.Variable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One event of every type with every field set; the same on every run. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
  static final String MEMBER = "a223c6b3710f85df22e9377d6c4f7553";
  static final String WORKFLOW = "6b041a2f8c3e71.58439201";
  static final String TOKEN_HASH = Ids.sha256(WORKFLOW + "|A57510_12345_67890_11223|s3cret");

  private Samples() {}

  static SpecificRecord of(EventType type) {
    return switch (type) {
      case ACTIVITY_COMMAND -> command();
      case OPERATION_RESULT -> result();
      case DELIVERY_REPORT -> report();
      case AUDIT_EVENT -> audit();
      case DEAD_LETTER -> deadLetter();
    };
  }

  static ActivityCommand command() {
    return ActivityCommand.newBuilder()
        .setCommandId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c001")
        .setInvocation(invocation())
        .setOperation("accrue")
        .setInputs(Map.of("amount", List.of("150.50"), "tags", List.of("первый", "второй")))
        .setRawProperties("{\"amount\":\"150,50\"}")
        .setUnknownFields("{\"ts_extra\":\"1\"}")
        .setRefusal(refusal())
        .build();
  }

  static OperationResult result() {
    return OperationResult.newBuilder()
        .setResultId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c002")
        .setCommandId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c001")
        .setMemberId(MEMBER)
        .setSource("activity")
        .setOperation("accrue")
        .setInvocation(invocation())
        .setReceivedAt(NOON)
        .setEffectiveAt(NOON.plusMillis(7))
        .setStatus("error")
        .setErrorCode("card_blocked")
        .setRetryable(true)
        .setMessage("Карта 2200 0000 0000 0001 заблокирована, бонусы не начислены.")
        .setReturned(List.of(new Variable("card_balance", "100.00"), new Variable("accrued", "")))
        .setInputs(Map.of("card", List.of("2200000000000001")))
        .setRefusal(refusal())
        .setSettings(new ProgramSettings(3L, Map.of("currency", "RUB")))
        .setLookups(Map.of("card.number", List.of("c-1")))
        .setAccountBefore(account("100.00", 7))
        .setEntries(List.of(entry()))
        .setAccountAfter(account("250.50", 8))
        .setOthersBefore(List.of(account("5.00", 3)))
        .setOthersAfter(List.of(account("6.00", 4)))
        .setPortalWork(new PortalWork("deal_discount", Map.of("deal_id", "42"), NOON))
        .build();
  }

  static DeliveryReport report() {
    return DeliveryReport.newBuilder()
        .setReportId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c003")
        .setResultId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c002")
        .setCommandId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c001")
        .setMemberId(MEMBER)
        .setWorkflowId(WORKFLOW)
        .setActivityName("A57510_12345_67890_11223")
        .setActivityCode("loyalty_accrue_fixed")
        .setKind("retry")
        .setAttempt(2)
        .setAt(NOON)
        .setReason("portal is busy")
        .setScope("portal")
        .setHttpStatus(503)
        .setError("query_limit_exceeded")
        .setErrorDescription("Too many requests")
        .setNotBefore(NOON.plusSeconds(2))
        .setBatchSize(20)
        .setDurationMs(143)
        .build();
  }

  static AuditEvent audit() {
    return AuditEvent.newBuilder()
        .setAuditId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c004")
        .setMemberId(MEMBER)
        .setKind("webhook_refused")
        .setOutcome("refused")
        .setActor("anonymous")
        .setAt(NOON)
        .setReason("wrong application_token")
        .setDetails(Map.of("address", "203.0.113.7"))
        .build();
  }

  static DeadLetter deadLetter() {
    return DeadLetter.newBuilder()
        .setDeadLetterId("5f8bba30-7a6d-5c0e-9d0c-0d8bb0a5c005")
        .setService("loyalty")
        .setMemberId(MEMBER)
        .setOriginTopic(Topics.COMMANDS)
        .setOriginPartition(11)
        .setOriginOffset(4_000_000_000L)
        .setCause("undecodable")
        .setCauseMessage("first byte: 7 (expected: 0)")
        .setAt(NOON)
        .setKey(bytes(1, 2))
        .setValue(bytes(7, 0, -1))
        .setHeaders(Map.of("correlation_id", bytes('w', 'f')))
        .build();
  }

  static Invocation invocation() {
    return Invocation.newBuilder()
        .setMemberId(MEMBER)
        .setWorkflowId(WORKFLOW)
        .setActivityName("A57510_12345_67890_11223")
        .setActivityCode("loyalty_accrue_fixed")
        .setDocumentId(List.of("crm", "CCrmDocumentDeal", "DEAL_42"))
        .setDocumentType(List.of("crm", "CCrmDocumentDeal", "DEAL"))
        .setEventTokenHash(TOKEN_HASH)
        .setReplyTo("k1.AAECAwQFBgcICQoL")
        .setUseSubscription("Y")
        .setTimeoutSeconds(3600)
        .setSentAt(NOON.minusSeconds(1))
        .setReceivedAt(NOON)
        .setUserId("1")
        .setLanguage("ru")
        .build();
  }

  private static Refusal refusal() {
    return new Refusal("input_invalid", Map.of("field", "amount"));
  }

  private static Account account(String balance, long seq) {
    return Account.newBuilder()
        .setCardId("c-1")
        .setNumber("2200000000000001")
        .setBarcode("2000000000017")
        .setExternalId("ext-9")
        .setContactId("77")
        .setCurrency("RUB")
        .setStatus("blocked")
        .setBlockReason("lost")
        .setBlockedUntil(NOON.plusSeconds(86_400))
        .setPercentage("5.5")
        .setPercentageManual(true)
        .setLevelCode("gold")
        .setLevelLockedUntil(NOON.plusSeconds(86_401))
        .setAffiliateCardNumber("2200000000000002")
        .setBalance(balance)
        .setHeld("10")
        .setPending("20")
        .setPurchasesCount(12)
        .setPurchasesSum("12345.67")
        .setLots(List.of(lot()))
        .setHolds(List.of(hold()))
        .setSeq(seq)
        .setLastEffectiveAt(NOON)
        .setCreatedAt(NOON.minusSeconds(1_000_000))
        .setModifiedAt(NOON)
        .build();
  }

  private static Hold hold() {
    return Hold.newBuilder()
        .setHoldId("h-1")
        .setLots(List.of(lot()))
        .setExpiresAt(NOON.plusSeconds(3600))
        .setDocument("crm|CCrmDocumentDeal|DEAL_15")
        .setTouchPointId("shop-1")
        .build();
  }

  private static Lot lot() {
    return Lot.newBuilder()
        .setLotId("l-1")
        .setAmount("100")
        .setRemaining("100.00")
        .setEarnedAt(NOON.minusSeconds(60))
        .setAvailableFrom(NOON)
        .setExpiresAt(NOON.plusSeconds(31_536_000))
        .build();
  }

  private static Entry entry() {
    return Entry.newBuilder()
        .setEntryId("e-8")
        .setCardId("c-1")
        .setSeq(8)
        .setKind("accrued")
        .setAmount("150.50")
        .setBalanceAfter("250.50")
        .setTransactionId("t-1")
        .setDetails(Map.of("lot_id", "l-2"))
        .setAt(NOON.plusMillis(7))
        .build();
  }

  private static ByteBuffer bytes(int... values) {
    var buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
