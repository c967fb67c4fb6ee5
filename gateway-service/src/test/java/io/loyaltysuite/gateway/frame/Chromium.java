package io.loyaltysuite.gateway.frame;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's own Chromium, without a window. */
final class Chromium implements AutoCloseable {

  /** Set where the browser must be there, so that nobody takes a skipped test for a passed one. */
  private static final String REQUIRED = "SUITE_BROWSER_REQUIRED";

  private static final String HOW = "apt-get install -y chromium chromium-driver";

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; without one on the search path the test is skipped, or fails where it must run. */
  static Chromium start() {
    var browser = program("chromium", "google-chrome");
    var driver = program("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      var what = browser.isEmpty() ? "no Chromium" : "no chromedriver";
      if (System.getenv(REQUIRED) != null) {
        throw new AssertionError(what + " here, but " + REQUIRED + " is set: " + HOW);
      }
      assumeTrue(false, "SKIPPED, " + what + " here: " + HOW);
    }
    return new Chromium(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(driver.orElseThrow()).build(),
            options(browser.orElseThrow())));
  }

  private static ChromeOptions options(File browser) {
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(browser);
    // The tests run as any user in any container: no sandbox of its own, no large shared memory.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--window-size=1000,800");
    options.setCapability("goog:loggingPrefs", logging);
    return options;
  }

  ChromeDriver driver() {
    return driver;
  }

  /** What the page complained about, refused scripts and styles included. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  private static Optional<File> program(String... names) {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
