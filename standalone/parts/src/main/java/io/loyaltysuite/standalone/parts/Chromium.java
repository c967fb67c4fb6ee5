package io.loyaltysuite.standalone.parts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's own Chromium, without a window, for tests of pages. */
public final class Chromium implements AutoCloseable {

  /** Set where the browser must be there, so that nobody takes a skipped test for a passed one. */
  static final String REQUIRED = "SUITE_BROWSER_REQUIRED";

  private static final String HOW = "apt-get install -y chromium chromium-driver";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Why tests of pages cannot run here; empty when they can.
   *
   * @throws AssertionError with the reason, where they must run
   */
  public static Optional<String> lacks() {
    if (browser().isPresent() && program("chromedriver").isPresent()) {
      return Optional.empty();
    }
    var reason = (browser().isEmpty() ? "no Chromium" : "no chromedriver") + " here: " + HOW;
    if (System.getenv(REQUIRED) != null) {
      throw new AssertionError(reason + ", but " + REQUIRED + " is set");
    }
    return Optional.of("SKIPPED, " + reason);
  }

  /** Starts it with these arguments beside our own; it must be here, see {@link #lacks()}. */
  public static Chromium start(String... arguments) {
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").orElseThrow())
            .build();
    return new Chromium(new ChromeDriver(service, options(arguments)));
  }

  private static ChromeOptions options(String... arguments) {
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(browser().orElseThrow());
    // The tests run as any user in any container: no sandbox of its own, no large shared memory.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
    options.addArguments(arguments);
    options.setCapability("goog:loggingPrefs", logging);
    return options;
  }

  public ChromeDriver driver() {
    return driver;
  }

  /**
   * The element, as soon as a page that has it is loaded, scripts included. After a click the
   * driver may still see the page before.
   *
   * @throws AssertionError when no such page came
   */
  public WebElement find(By which) {
    if (!Waiting.until(PATIENCE, () -> isThere(which))) {
      throw new AssertionError(
          "No %s within %s; the page is %s".formatted(which, PATIENCE, driver.getCurrentUrl()));
    }
    return driver.findElement(which);
  }

  private boolean isThere(By which) {
    try {
      return "complete".equals(driver.executeScript("return document.readyState"))
          && !driver.findElements(which).isEmpty();
    } catch (JavascriptException left) {
      // The page went away while it was asked.
      return false;
    }
  }

  /** What the page complained about, refused scripts and styles included. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  private static Optional<File> browser() {
    return program("chromium", "google-chrome");
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
