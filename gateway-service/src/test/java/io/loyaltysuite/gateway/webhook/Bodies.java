package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.RunningGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Bodies as a portal's queue posts them. */
final class Bodies {

  static final String APPLICATION_TOKEN = RunningGateway.APPLICATION_TOKEN;
  static final String ACCESS_TOKEN =
      "4d64046b0081f3c2007ae19400000010f0ff009c41d7e2b86a05f3c1d2e3b4a5968778";
  static final String REFRESH_TOKEN =
      "3da4f16b0081f3c2007ae19400000010f0ff001b2c3d4e5f60718293a4b5c6d7e8f900";
  static final String EVENT_TOKEN =
      "6b0456318b3d14.40217735|A50017_20931_88214_13307|Qm7xT2vLs9KdPz4RbYhN1cWf8gJeUa3o"
          + ".576b259cb8047b80a6d531813ad404cbc324ee22006d614c0ab738b7f5961e40";

  /** A real one, one line on the wire: an activity this application does not have. */
  private static final String EXAMPLE =
      """
      workflow_id=6b0456318b3d14.40217735&code=loyalty_accrue_bonus&document_id%5B0%5D=crm&document_id%5B1%5D=CCrmDocumentDeal&document_id%5B2%5D=DEAL_4711
      &document_type%5B0%5D=crm&document_type%5B1%5D=CCrmDocumentDeal&document_type%5B2%5D=DEAL
      &event_token=6b0456318b3d14.40217735%7CA50017_20931_88214_13307%7CQm7xT2vLs9KdPz4RbYhN1cWf8gJeUa3o.576b259cb8047b80a6d531813ad404cbc324ee22006d614c0ab738b7f5961e40
      &properties%5BcontactId%5D=315&properties%5Bamount%5D=1500.50%7CRUB&properties%5Brate%5D=12.5&properties%5Breason%5D=purchase
      &properties%5BnotifyClient%5D=Y
      &properties%5Bcomment%5D=%D0%91%D0%BE%D0%BD%D1%83%D1%81%D1%8B+%D0%B7%D0%B0+%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7+%E2%84%964711+%28%D1%81%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0+10%25+%26+%D0%B4%D0%BE%D1%81%D1%82%D0%B0%D0%B2%D0%BA%D0%B0%29
      &properties%5BpurchaseDate%5D=21.11.2026&properties%5BpaidAt%5D=21.11.2026+18%3A05%3A33&properties%5Bresponsible%5D=user_16
      &properties%5Bapprovers%5D%5B0%5D=user_16&properties%5Bapprovers%5D%5B1%5D=user_27
      &properties%5BproductNames%5D%5B0%5D=%D0%9A%D0%BE%D1%84%D0%B5+%C2%AB%D0%90%D1%80%D0%B0%D0%B1%D0%B8%D0%BA%D0%B0%C2%BB+1+%D0%BA%D0%B3
      &properties%5BproductNames%5D%5B1%5D=%D0%A7%D0%B0%D0%B9+%D1%87%D1%91%D1%80%D0%BD%D1%8B%D0%B9+%2B+%D0%BC%D1%8F%D1%82%D0%B0&properties%5Breceipt%5D=9052
      &properties%5BpromoCode%5D=&properties%5Bextra%5D%5Bchannel%5D=%D0%BC%D0%B0%D0%B3%D0%B0%D0%B7%D0%B8%D0%BD
      &properties%5Bextra%5D%5Blines%5D%5B0%5D%5Bsku%5D=A-1&properties%5Bextra%5D%5Blines%5D%5B0%5D%5Bqty%5D=2&use_subscription=Y&timeout_duration=86400
      &ts=1795446333&auth%5Baccess_token%5D=4d64046b0081f3c2007ae19400000010f0ff009c41d7e2b86a05f3c1d2e3b4a5968778&auth%5Bexpires%5D=1795449933
      &auth%5Bexpires_in%5D=3600&auth%5Bscope%5D=crm%2Cbizproc%2Cuser_brief&auth%5Bdomain%5D=romashka.bitrix24.ru
      &auth%5Bserver_endpoint%5D=https%3A%2F%2Foauth.bitrix24.tech%2Frest%2F&auth%5Bstatus%5D=L
      &auth%5Bclient_endpoint%5D=https%3A%2F%2Fromashka.bitrix24.ru%2Frest%2F&auth%5Bmember_id%5D=MEMBER_ID&auth%5Buser_id%5D=16
      &auth%5Brefresh_token%5D=3da4f16b0081f3c2007ae19400000010f0ff001b2c3d4e5f60718293a4b5c6d7e8f900
      &auth%5Bapplication_token%5D=7b3f0c5de1a2946880bb4c1d2e3f5a6b
      """;

  private Bodies() {}

  static String example(String memberId) {
    return EXAMPLE.replace("\n", "").replace("MEMBER_ID", memberId);
  }

  /** A call of an activity with the smallest auth a portal sends. */
  static String call(
      String memberId, String workflowId, String code, Map<String, String> properties) {
    return "workflow_id=%s&code=%s&event_token=%s&use_subscription=Y&timeout_duration=660&ts=1795446333"
            .formatted(url(workflowId), url(code), url(token(workflowId, code, properties)))
        + "&document_id[0]=crm&document_id[1]=CCrmDocumentDeal&document_id[2]=DEAL_4711"
        + properties.entrySet().stream()
            .map(
                property ->
                    "&properties[%s]=%s".formatted(property.getKey(), url(property.getValue())))
            .collect(Collectors.joining())
        + "&auth[member_id]=%s&auth[application_token]=%s".formatted(memberId, APPLICATION_TOKEN);
  }

  /** The event token of {@link #call}. */
  static String token(String workflowId, String code, Map<String, String> properties) {
    return workflowId + "|A1|" + code + properties.hashCode() + ".0f";
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
