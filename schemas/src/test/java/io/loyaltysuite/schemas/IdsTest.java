package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  @Test
  void derivesTheVectorOfRfc9562() {
    assertThat(Ids.derived(DNS, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  /** Ids are on the topics and in every database: these values may never change. */
  @Test
  void keepsTheIdsOfAllEarlierReleases() {
    var command = Ids.commandId("a223c6b3710f85df22e9377d6c4f7553", "wf|A1|token");
    assertThat(Ids.NAMESPACE).hasToString("e5a279f5-c075-5cbc-8afd-644f0ec6ce27");
    assertThat(command).hasToString("31953b2a-8307-5b8d-95ef-281c5c6a1d9c");
    assertThat(Ids.resultId(command)).hasToString("2ae8ed81-b893-50fb-b4f5-fd9c97e5d645");
  }

  @Test
  void separatesPortalFromToken() {
    assertThat(Ids.commandId("ab", "c")).isNotEqualTo(Ids.commandId("a", "bc"));
  }

  @Test
  void repeatsForARepeat() {
    assertThat(Ids.commandId("a", "токен")).isEqualTo(Ids.commandId("a", "токен"));
    assertThat(Ids.commandId("a", "токен").version()).isEqualTo(5);
    assertThat(Ids.commandId("a", "токен").variant()).isEqualTo(2);
  }

  @Test
  void hashesTheVectorOfFips180() {
    assertThat(Ids.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
