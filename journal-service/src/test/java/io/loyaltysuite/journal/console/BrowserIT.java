package io.loyaltysuite.journal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.journal.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What a person sees in a real browser, with the page's own scripts and content policy. */
class BrowserIT {

  @Test
  void showsVerdictsAtThePressOfTheButton() {
    try (var chromium = Chromium.start()) {
      var browser = chromium.driver();
      browser.get(loggedIn("/"));
      browser.findElement(By.name("workflow")).sendKeys("story");
      browser.findElement(By.cssSelector("form.ask button[type=submit]")).click();
      browser.findElement(By.linkText("story")).click();
      assertThat(browser.getTitle()).contains("story");
      assertThat(browser.findElements(By.cssSelector("#verdicts .verdict"))).isEmpty();

      browser.findElement(By.cssSelector("button[hx-post]")).click();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !browser.findElements(By.cssSelector("#verdicts .verdict")).isEmpty());
      assertThat(browser.findElements(By.cssSelector(".verdict.identical"))).hasSize(1);
      assertThat(browser.findElement(By.cssSelector(".verdict.differs")).getText())
          .contains("returned.card_balance", "250", "251");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static String loggedIn(String path) {
    return Stage.get()
        .journal
        .url(path)
        .toString()
        .replace("http://", "http://olga:operators-password@");
  }
}
