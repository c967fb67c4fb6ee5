package io.loyaltysuite.loyalty.api.v2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.loyalty.bulk.BulkJob.Refused;
import io.loyaltysuite.loyalty.bulk.BulkJobs;
import io.loyaltysuite.loyalty.view.Cards;
import io.loyaltysuite.loyalty.view.Contact;
import io.loyaltysuite.loyalty.view.Contacts;
import io.loyaltysuite.loyalty.view.Transactions;
import io.loyaltysuite.loyalty.view.Transactions.Place;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything of an account as tables, streamed: no more is in memory than a part of the rows, and
 * no transaction lasts longer than reading that.
 */
@V2
class ExportController {

  private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
  private static final String EXPORT = "/api/v2/{client_id}/admin/export";
  private static final int ROWS = 500;

  private final Cards cards;
  private final Contacts contacts;
  private final Transactions transactions;
  private final Shelf shelf;
  private final BulkJobs jobs;

  ExportController(
      Cards cards, Contacts contacts, Transactions transactions, Shelf shelf, BulkJobs jobs) {
    this.cards = cards;
    this.contacts = contacts;
    this.transactions = transactions;
    this.shelf = shelf;
    this.jobs = jobs;
  }

  @FunctionalInterface
  private interface Table {
    void writeTo(Writer out) throws IOException;
  }

  @GetMapping(EXPORT + "/cards.csv")
  void cards(Asked asked, HttpServletResponse response) {
    stream(
        response,
        "cards",
        "id,number,barcode,balance,currency,percentage,status,external_id,level_code,contact_id,"
            + "contact_name,contact_surname,contact_patronymic,contact_mobile_phone,"
            + "contact_bitrix24_id,purchases_count,purchases_sum,affiliate_card_id,created,modified",
        out -> {
          UUID after = null;
          for (var part = cards.next(asked.portalId(), after, ROWS);
              !part.isEmpty();
              part = cards.next(asked.portalId(), after, ROWS)) {
            for (var card : shelf.cards(asked, part)) {
              Csv.write(out, row(card));
            }
            after = part.getLast().cardId();
          }
        });
  }

  private static List<? extends @Nullable Object> row(CardText card) {
    var holder = card.contact();
    var name = holder == null ? null : holder.fullName();
    var level = card.cardLevel();
    return Arrays.asList(
        card.id(),
        card.number(),
        card.barcode(),
        card.balance().amount(),
        card.balance().currency(),
        card.percentage(),
        card.status(),
        card.externalId(),
        level == null ? null : level.code(),
        holder == null ? null : holder.id(),
        name == null ? null : name.name(),
        name == null ? null : name.surname(),
        name == null ? null : name.patronymic(),
        card.mobilePhone(),
        holder == null ? null : holder.externalIds().get("bitrix24"),
        card.turnovers().totalPurchasesCount(),
        card.turnovers().totalPurchasesSum().amount(),
        card.affiliateCardId(),
        card.created(),
        card.modified());
  }

  @GetMapping(EXPORT + "/contacts.csv")
  void contacts(Asked asked, HttpServletResponse response) {
    stream(
        response,
        "contacts",
        "id,name,surname,patronymic,timezone,birthday,gender,mobile_phone,email,external_ids,"
            + "created,modified",
        out -> {
          UUID after = null;
          for (var part = contacts.next(asked.portalId(), after, ROWS);
              !part.isEmpty();
              part = contacts.next(asked.portalId(), after, ROWS)) {
            for (var contact : part) {
              Csv.write(out, row(contact));
            }
            after = part.getLast().id();
          }
        });
  }

  private static List<? extends @Nullable Object> row(Contact contact) {
    return Arrays.asList(
        contact.id(),
        contact.name(),
        contact.surname(),
        contact.patronymic(),
        contact.timezone(),
        contact.birthday(),
        contact.gender(),
        Texts.phone(contact.phone()),
        contact.email(),
        JsonMapper.shared().writeValueAsString(contact.externalIds()),
        Texts.moment(contact.created()),
        Texts.moment(contact.modified()));
  }

  @GetMapping(EXPORT + "/transactions.csv")
  void transactions(Asked asked, HttpServletResponse response) {
    stream(
        response,
        "transactions",
        "id,amount,currency,type,created,reason_id,reason_code,reason_comment,card_id,card_number",
        out -> {
          var after = Place.FIRST;
          for (var part = transactions.next(asked.portalId(), after, ROWS);
              !part.isEmpty();
              part = transactions.next(asked.portalId(), after, ROWS)) {
            for (var each : part) {
              Csv.write(out, row(TransactionText.of(each.transaction())));
            }
            after = part.getLast().place();
          }
        });
  }

  private static List<? extends @Nullable Object> row(TransactionText transaction) {
    return List.of(
        transaction.id(),
        transaction.value().amount(),
        transaction.value().currency(),
        transaction.type(),
        transaction.created(),
        transaction.reason().id(),
        transaction.reason().code(),
        transaction.reason().comment(),
        transaction.card().id(),
        transaction.card().number());
  }

  @GetMapping("/api/v2/{client_id}/admin/jobs/{job_id}/failures.csv")
  void failures(Asked asked, @PathVariable("job_id") String text, HttpServletResponse response) {
    var id = Asked.id(text, new NoSuchThing());
    if (jobs.find(asked.portalId(), id).isEmpty()) {
      throw new NoSuchThing();
    }
    stream(
        response,
        "failures",
        "card_id,card_number,code,detail",
        out -> {
          UUID after = null;
          for (var part = jobs.refused(id, after, ROWS);
              !part.isEmpty();
              part = jobs.refused(id, after, ROWS)) {
            for (var each : part) {
              Csv.write(out, row(each));
            }
            after = part.getLast().cardId();
          }
        });
  }

  private static List<? extends @Nullable Object> row(Refused refused) {
    return List.of(refused.cardId(), refused.number(), refused.code(), refused.detail());
  }

  private static void stream(
      HttpServletResponse response, String name, String columns, Table table) {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
    try {
      var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
      Csv.write(out, List.of(columns.split(",", -1)));
      table.writeTo(out);
      out.flush();
    } catch (IOException e) {
      LOG.debug("Whoever asked for {} has left", name, e);
    } catch (RuntimeException e) {
      if (!response.isCommitted()) {
        response.reset();
        throw e;
      }
      LOG.warn("The export of {} is cut off", name, e);
      throw new CutOff(Objects.requireNonNullElse(e.getCause(), e));
    }
  }
}
