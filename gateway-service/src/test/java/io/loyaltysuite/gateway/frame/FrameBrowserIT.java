package io.loyaltysuite.gateway.frame;

import static io.loyaltysuite.gateway.GatewayWithPortals.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.GatewayWithPortals;
import io.loyaltysuite.standalone.parts.Chromium;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** What an administrator sees in a real browser: the page inside the frame of a portal. */
class FrameBrowserIT {
  private static final GatewayWithPortals SUITE = GatewayWithPortals.inThisJvm();

  @BeforeAll
  static void needsABrowser() {
    var lack = Chromium.lacks();
    Assumptions.assumeTrue(lack.isEmpty(), () -> lack.orElseThrow());
  }

  @AfterAll
  static void stop() {
    SUITE.close();
  }

  @Test
  void endsAnInstallationInTheFrameOfAPortal() {
    var portal = SUITE.portal("browser", settings -> settings);
    var frame = portal.openFrame(SUITE.application(), SUITE.url("/b24/install"), 1, true);
    try (var chromium = Chromium.start("--window-size=1000,800")) {
      var browser = chromium.driver();
      browser.get(frame.portalPage().toString());
      await()
          .atMost(PATIENCE)
          .until(() -> chromium.find(By.id("installation")).getText().equals("finished"));
      assertThat(frame.finished()).isCompleted();
      assertThat(SUITE.rows("installation", portal.memberId()).getFirst())
          .containsEntry("status", "active");

      browser.switchTo().frame(chromium.find(By.tagName("iframe")));
      assertThat(chromium.find(By.tagName("h1")).getText()).isEqualTo("Программа лояльности");
      assertThat(sentences(browser))
          .singleElement()
          .satisfies(only -> assertThat(only.getText()).startsWith("Готово"));
      assertThat(scrollsSideways(browser)).isFalse();
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void tellsAnEmployeeInTheirLanguageAndNeverFinishes() {
    var portal = SUITE.portal("browser-en", settings -> settings.withLanguage("en"));
    var frame = portal.openFrame(SUITE.application(), SUITE.url("/b24/install"), 16, true);
    try (var chromium = Chromium.start("--window-size=1000,800")) {
      var browser = chromium.driver();
      browser.manage().window().setSize(new Dimension(500, 700));
      browser.get(frame.portalPage().toString());
      browser.switchTo().frame(chromium.find(By.tagName("iframe")));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  sentences(browser).stream()
                      .anyMatch(sentence -> sentence.getText().contains("was refused")));
      assertThat(scrollsSideways(browser)).isFalse();
      assertThat(frame.finished()).isNotCompleted();
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** The portal's page shows it; a page of anybody else may not. */
  @Test
  void isShownByNoOtherPage() {
    var portal = SUITE.portal("browser-victim", settings -> settings);
    var frame = portal.openFrame(SUITE.application(), SUITE.url("/b24/install"), 1, true);
    try (var chromium = Chromium.start("--window-size=1000,800")) {
      var browser = chromium.driver();
      var elsewhere = frame.portalPage().toString().replace("//127.0.0.1", "//localhost");
      browser.get(elsewhere);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  chromium.complaints().stream()
                      .anyMatch(complaint -> complaint.contains("frame-ancestors")));
      assertThat(frame.finished()).isNotCompleted();
    }
  }

  private static List<WebElement> sentences(ChromeDriver browser) {
    return browser.findElements(By.cssSelector("p")).stream()
        .filter(WebElement::isDisplayed)
        .toList();
  }

  private static boolean scrollsSideways(ChromeDriver browser) {
    var script =
        "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    return Boolean.TRUE.equals(browser.executeScript(script));
  }
}
