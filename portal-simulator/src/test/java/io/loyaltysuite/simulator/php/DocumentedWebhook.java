package io.loyaltysuite.simulator.php;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The example webhook of the protocol reference, section 1.8: its body and what it says. */
final class DocumentedWebhook {

  private DocumentedWebhook() {}

  static String body() {
    try (var stream = DocumentedWebhook.class.getResourceAsStream("/documented-webhook.txt")) {
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("workflow_id", "6b0456318b3d14.40217735");
    fields.put("code", "loyalty_accrue_bonus");
    fields.put("document_id", List.of("crm", "CCrmDocumentDeal", "DEAL_4711"));
    fields.put("document_type", List.of("crm", "CCrmDocumentDeal", "DEAL"));
    fields.put(
        "event_token",
        "6b0456318b3d14.40217735|A50017_20931_88214_13307|Qm7xT2vLs9KdPz4RbYhN1cWf8gJeUa3o"
            + ".576b259cb8047b80a6d531813ad404cbc324ee22006d614c0ab738b7f5961e40");
    fields.put("properties", properties());
    fields.put("use_subscription", "Y");
    fields.put("timeout_duration", "86400");
    fields.put("ts", "1795446333");
    fields.put("auth", auth());
    return fields;
  }

  private static Map<String, Object> properties() {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("contactId", "315");
    properties.put("amount", "1500.50|RUB");
    properties.put("rate", "12.5");
    properties.put("reason", "purchase");
    properties.put("notifyClient", "Y");
    properties.put("comment", "Бонусы за заказ №4711 (скидка 10% & доставка)");
    properties.put("purchaseDate", "21.11.2026");
    properties.put("paidAt", "21.11.2026 18:05:33");
    properties.put("responsible", "user_16");
    properties.put("approvers", List.of("user_16", "user_27"));
    properties.put("productNames", List.of("Кофе «Арабика» 1 кг", "Чай чёрный + мята"));
    properties.put("receipt", "9052");
    properties.put("promoCode", "");
    var line = new LinkedHashMap<String, Object>();
    line.put("sku", "A-1");
    line.put("qty", "2");
    var extra = new LinkedHashMap<String, Object>();
    extra.put("channel", "магазин");
    extra.put("lines", List.of(line));
    properties.put("extra", extra);
    return properties;
  }

  private static Map<String, Object> auth() {
    var auth = new LinkedHashMap<String, Object>();
    auth.put(
        "access_token", "4d64046b0081f3c2007ae19400000010f0ff009c41d7e2b86a05f3c1d2e3b4a5968778");
    auth.put("expires", "1795449933");
    auth.put("expires_in", "3600");
    auth.put("scope", "crm,bizproc,user_brief");
    auth.put("domain", "romashka.bitrix24.ru");
    auth.put("server_endpoint", "https://oauth.bitrix24.tech/rest/");
    auth.put("status", "L");
    auth.put("client_endpoint", "https://romashka.bitrix24.ru/rest/");
    auth.put("member_id", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    auth.put("user_id", "16");
    auth.put(
        "refresh_token", "3da4f16b0081f3c2007ae19400000010f0ff001b2c3d4e5f60718293a4b5c6d7e8f900");
    auth.put("application_token", "7b3f0c5de1a2946880bb4c1d2e3f5a6b");
    return auth;
  }
}
