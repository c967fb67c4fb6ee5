package io.loyaltysuite.journal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.journal.Stage;
import io.loyaltysuite.standalone.parts.Chromium;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What a person sees in a real browser, with the page's own scripts and content policy. */
class BrowserIT {

  @BeforeAll
  static void needsABrowser() {
    var lack = Chromium.lacks();
    Assumptions.assumeTrue(lack.isEmpty(), () -> lack.orElseThrow());
  }

  @Test
  void showsVerdictsAtThePressOfTheButton() {
    try (var chromium = Chromium.start("--accept-lang=en")) {
      var browser = chromium.driver();
      browser.get(loggedIn("/"));
      chromium.find(By.name("workflow")).sendKeys("story");
      chromium.find(By.cssSelector("form.ask button[type=submit]")).click();
      chromium.find(By.linkText("story")).click();
      var decideAgain = chromium.find(By.cssSelector("button[hx-post]"));
      assertThat(browser.getTitle()).contains("story");
      assertThat(browser.findElements(By.cssSelector("#verdicts .verdict"))).isEmpty();

      decideAgain.click();

      chromium.find(By.cssSelector("#verdicts .verdict"));
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
