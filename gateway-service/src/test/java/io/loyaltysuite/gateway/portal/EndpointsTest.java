package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  private static final URI ROMASHKA = URI.create("https://romashka.bitrix24.ru/rest/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "romashka",
        "ftp://romashka/rest/",
        "https://user@romashka/rest/",
        "https://romashka/rest/?x=1",
        "https://romashka/rest/#x",
        "https://romashka/rest",
        "https:///rest/",
        "https://a b/rest/",
        "file:///etc/"
      })
  void refusesWhatIsNoRestBase(String text) {
    assertThat(Endpoints.rest(text)).isEmpty();
  }

  @Test
  void takesBoxesWithPortsAndSubPaths() {
    assertThat(Endpoints.rest("http://box.local:8080/portal/rest/")).isPresent();
  }

  @Test
  void letterCaseAndDefaultPortsDoNotMatter() {
    assertThat(Endpoints.same(ROMASHKA, URI.create("https://Romashka.Bitrix24.RU:443/rest/")))
        .isTrue();
    assertThat(Endpoints.same(ROMASHKA, URI.create("http://romashka.bitrix24.ru/rest/"))).isFalse();
  }

  @Test
  void coversOnlyItsOwnHost() {
    assertThat(Endpoints.covers(ROMASHKA, ROMASHKA.resolve("batch"))).isTrue();
    assertThat(Endpoints.covers(ROMASHKA, URI.create("https://romashka.bitrix24.ru.evil/rest/x")))
        .isFalse();
    assertThat(Endpoints.covers(ROMASHKA, URI.create("/rest/batch"))).isFalse();
  }
}
