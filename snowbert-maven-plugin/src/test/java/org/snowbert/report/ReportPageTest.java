package org.snowbert.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The sample project's report, which {@code mvn verify} has made, in a browser. */
@Tag("site")
final class ReportPageTest {
  private static final Path REPORT =
      Path.of("target/it/sample/sample-project/target/snowbert/report/index.html").toAbsolutePath();

  private static ChromeDriver browser;

  @BeforeAll
  static void open() {
    assertThat(REPORT).as("made by mvn verify").isRegularFile();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(
        Stream.of("/usr/bin/chromium", "/usr/bin/google-chrome")
            .filter(browser -> Files.isExecutable(Path.of(browser)))
            .findFirst()
            .orElseThrow());
    options.addArguments(
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build(),
            options);
    browser.get(REPORT.toUri().toString());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void resize(int width) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
  }

  private static void prefer(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static String text(String section) {
    return browser.findElement(By.id(section)).getText();
  }

  @Test
  void itSaysWhatWasTrainedAndHowWell() {
    String page = browser.findElement(By.tagName("body")).getText();
    assertThat(page).contains("Easy Japanese 1.0.0", "org.example:easy-japanese:1.0.0");
    assertThat(text("evaluation"))
        .contains(
            "guessing word frequencies alone",
            "Gate: maxLoss 1.3",
            "'秋には[MASK]が木から落ちる。' filled with 葉 within 5");
    assertThat(text("accuracy")).contains("noun 名詞", "particle 助詞", "times in training");
    assertThat(text("corpus")).contains("easy-japanese.xlsx", "0 empty");
    assertThat(text("vocabulary")).contains("pieces a word");
    assertThat(text("provenance")).contains("learningRate 0.002", "sha256");
  }

  @Test
  void itShowsTwentySentencesWithFiveAnswersEach() {
    List<WebElement> samples = browser.findElements(By.cssSelector("#samples > ol > li"));
    assertThat(samples)
        .hasSize(20)
        .allSatisfy(
            sample -> {
              assertThat(sample.getText()).contains("[MASK]");
              assertThat(sample.findElements(By.cssSelector("ul > li"))).hasSize(5);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1200})
  void itFitsAPhoneAndAScreen(int width) {
    resize(width);
    assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    List<WebElement> charts =
        browser.findElements(By.cssSelector("svg[role=img]")).stream()
            .filter(WebElement::isDisplayed)
            .toList();
    assertThat(charts)
        .extracting(chart -> chart.getAttribute("aria-label"))
        .containsExactly(
            "Training and validation loss by step",
            "Learning rate by step",
            "Sentences a second by step",
            "Sentences by their number of tokens");
    assertThat(charts)
        .allSatisfy(
            chart -> {
              assertThat(chart.getRect().width).isBetween(300, width);
              assertThat(chart.findElements(By.tagName("path"))).isNotEmpty();
              assertThat(chart.findElements(By.tagName("text"))).isNotEmpty();
            });
  }

  @Test
  void itIsLightOrDarkAsTheReaderLikes() {
    prefer("light");
    String light = background();
    prefer("dark");
    assertThat(background()).isNotEqualTo(light).isEqualTo("rgba(20, 24, 28, 1)");
  }

  private static String background() {
    return browser.findElement(By.tagName("body")).getCssValue("background-color");
  }

  @Test
  void itNeedsNoOtherFile() throws Exception {
    assertThat(Files.readString(REPORT))
        .doesNotContain("<script", "<link", "src=", "@import")
        .doesNotContainPattern("url\\((?!#)");
    assertThat(
            (Long) browser.executeScript("return performance.getEntriesByType('resource').length"))
        .isZero();
  }
}
