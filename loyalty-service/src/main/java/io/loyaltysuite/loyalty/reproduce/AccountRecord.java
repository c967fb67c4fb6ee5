package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.CardStatus;
import io.loyaltysuite.loyalty.card.Hold;
import io.loyaltysuite.loyalty.card.Lot;
import io.loyaltysuite.loyalty.card.Money;
import io.loyaltysuite.loyalty.card.Terms;
import io.loyaltysuite.loyalty.card.Turnover;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** Accounts as the snapshots of results; tables may store them in the same form. */
public final class AccountRecord {

  private AccountRecord() {}

  public static io.loyaltysuite.schemas.v1.Account write(Account account) {
    var record = new io.loyaltysuite.schemas.v1.Account();
    record.setCardId(account.cardId().toString());
    record.setNumber(account.number());
    record.setBarcode(account.barcode());
    record.setExternalId(account.externalId());
    record.setContactId(account.contactId());
    record.setCurrency(account.currency().getCurrencyCode());
    record.setStatus(account.status().code());
    record.setBlockReason(account.blockReason());
    record.setBlockedUntil(account.blockedUntil());
    record.setPercentage(account.percentage().toPlainString());
    record.setPercentageManual(account.terms().manual());
    record.setLevelCode(account.levelCode());
    record.setLevelLockedUntil(account.terms().levelLockedUntil());
    record.setAffiliateCardNumber(account.affiliateCardNumber());
    record.setBalance(account.balance().text());
    record.setHeld(account.held().text());
    record.setPending(account.pending().text());
    record.setPurchasesCount(account.turnover().count());
    record.setPurchasesSum(account.turnover().sum().text());
    record.setLots(account.lots().stream().map(AccountRecord::write).toList());
    record.setHolds(account.holds().stream().map(AccountRecord::write).toList());
    record.setSeq(account.seq());
    record.setLastEffectiveAt(account.lastEffectiveAt());
    record.setCreatedAt(account.createdAt());
    record.setModifiedAt(account.modifiedAt());
    return record;
  }

  private static io.loyaltysuite.schemas.v1.Lot write(Lot lot) {
    var record = new io.loyaltysuite.schemas.v1.Lot();
    record.setLotId(lot.id().toString());
    record.setAmount(lot.amount().text());
    record.setRemaining(lot.remaining().text());
    record.setEarnedAt(lot.earnedAt());
    record.setAvailableFrom(lot.availableFrom());
    record.setExpiresAt(lot.expiresAt());
    return record;
  }

  private static io.loyaltysuite.schemas.v1.Hold write(Hold hold) {
    var record = new io.loyaltysuite.schemas.v1.Hold();
    record.setHoldId(hold.id().toString());
    record.setLots(hold.lots().stream().map(AccountRecord::write).toList());
    record.setExpiresAt(hold.expiresAt());
    record.setDocument(hold.document());
    record.setTouchPointId(hold.touchPointId());
    return record;
  }

  private static Hold read(io.loyaltysuite.schemas.v1.Hold record, Currency currency) {
    return new Hold(
        UUID.fromString(record.getHoldId()),
        record.getLots().stream().map(lot -> read(lot, currency)).toList(),
        record.getExpiresAt(),
        record.getDocument(),
        record.getTouchPointId());
  }

  public static Account read(io.loyaltysuite.schemas.v1.Account record) {
    Currency currency = Currency.getInstance(record.getCurrency());
    return new Account(
        UUID.fromString(record.getCardId()),
        record.getNumber(),
        record.getBarcode(),
        record.getExternalId(),
        record.getContactId(),
        CardStatus.of(record.getStatus()),
        record.getBlockReason(),
        record.getBlockedUntil(),
        new Terms(
            new BigDecimal(record.getPercentage()),
            record.getPercentageManual(),
            record.getLevelCode(),
            record.getLevelLockedUntil()),
        record.getAffiliateCardNumber(),
        money(record.getBalance(), currency),
        money(record.getHeld(), currency),
        money(record.getPending(), currency),
        new Turnover(record.getPurchasesCount(), money(record.getPurchasesSum(), currency)),
        record.getLots().stream().map(lot -> read(lot, currency)).toList(),
        record.getHolds().stream().map(hold -> read(hold, currency)).toList(),
        record.getSeq(),
        record.getLastEffectiveAt(),
        record.getCreatedAt(),
        record.getModifiedAt());
  }

  private static Lot read(io.loyaltysuite.schemas.v1.Lot record, Currency currency) {
    return new Lot(
        UUID.fromString(record.getLotId()),
        money(record.getAmount(), currency),
        money(record.getRemaining(), currency),
        record.getEarnedAt(),
        record.getAvailableFrom(),
        record.getExpiresAt());
  }

  private static Money money(String amount, Currency currency) {
    return new Money(new BigDecimal(amount), currency);
  }
}
