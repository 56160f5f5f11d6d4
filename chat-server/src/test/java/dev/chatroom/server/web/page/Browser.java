package dev.chatroom.server.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatroom.server.RunningServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntries;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a screen, in which somebody uses the page: one for all tests, as it takes seconds to start. Each test has
 * tabs of its own, and a server whose port no other has, so that nothing is remembered of the tests before. Without a browser on
 * this machine, the test is skipped and says so. Every wait is bounded. For one thread.
 */
final class Browser implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(Browser.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private ChromeDriver driver;

    /** Whether the tab has not been used yet. */
    private boolean fresh = true;

    /** Ends with the tests. */
    private record Running(ChromeDriver driver) implements AutoCloseable {
        @Override
        public void close() {
            driver.quit();
        }
    }

    /** A server that takes no browser, however slow, for somebody who is silent at a terminal. */
    static RunningServer server() {
        return new RunningServer().configure(config -> config.greetingDelay(PATIENCE));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Optional<Path> chromium = onPath("chromium");
        Optional<Path> chromeDriver = onPath("chromedriver");
        assumeTrue(chromium.isPresent() && chromeDriver.isPresent(),
                "there is no chromium with chromedriver, so the page is not tried in a browser");
        driver = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(
                Running.class, key -> new Running(start(chromium.get(), chromeDriver.get())), Running.class)
                .driver();
        Set<String> before = driver.getWindowHandles();
        String own = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        before.forEach(tab -> driver.switchTo().window(tab).close());
        driver.switchTo().window(own);
        driver.manage().window().setSize(new Dimension(1200, 800));
        // What the tabs before have left is no fault of this test.
        LogEntries unused = driver.manage().logs().get(LogType.BROWSER);
    }

    private static ChromeDriver start(Path chromium, Path chromeDriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--window-size=1200,800", "--lang=en");
        options.setCapability("goog:loggingPrefs", logs);
        options.setAcceptInsecureCerts(true);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver.toFile())
                .build();
        return new ChromeDriver(service, options);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens the page in a tab of its own. */
    void openTab(String url) {
        if (!fresh) {
            driver.switchTo().newWindow(WindowType.TAB);
        }
        fresh = false;
        driver.get(url);
    }

    void switchTo(int tab) {
        driver.switchTo().window(driver.getWindowHandles().stream().skip(tab).findFirst().orElseThrow());
    }

    /** Goes to an empty page in the same tab. */
    void goAway() {
        driver.get("about:blank");
    }

    void goBack() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** Says what one is called, and comes in. */
    void enter(String name) {
        WebElement field = await(By.cssSelector("#hello[open] #name"));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), name, Keys.ENTER);
        // It may be hidden on a narrow screen.
        waitFor(() -> name.equals(run("return document.getElementById('me').textContent")), "coming in as " + name);
    }

    /** What people have said, as it is shown. */
    List<String> said() {
        return texts(".row:not(.notice) .words");
    }

    /** Types into a field, instead of what is in it. */
    void fill(String css, CharSequence... keys) {
        WebElement field = await(By.cssSelector(css));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"));
        field.sendKeys(keys);
    }

    /** Types into the field for messages. */
    void type(CharSequence... keys) {
        driver.findElement(By.id("input")).sendKeys(keys);
    }

    /** Presses a key wherever the focus is. */
    void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** Puts lines into the field for messages. */
    void paste(String lines) {
        Object unused = driver.executeScript("""
                const input = document.getElementById('input');
                input.setRangeText(arguments[0]);
                input.dispatchEvent(new Event('input', { bubbles: true }));""", lines);
    }

    String typed() {
        return String.valueOf(driver.findElement(By.id("input")).getDomProperty("value"));
    }

    /** Waits until something that this selects shows this text. */
    void awaitText(String css, String text) {
        waitFor(() -> driver.findElements(By.cssSelector(css)).stream()
                .anyMatch(element -> element.getText().contains(text)), css + " with " + text);
    }

    /** The texts of all that this selects. */
    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
    }

    void click(String css) {
        await(By.cssSelector(css)).click();
    }

    /** Clicks the first of these that begins with a text. */
    void clickText(String css, String text) {
        waitFor(() -> {
            Optional<WebElement> found = driver.findElements(By.cssSelector(css)).stream()
                    .filter(element -> element.getText().startsWith(text))
                    .findFirst();
            found.ifPresent(WebElement::click);
            return found.isPresent();
        }, css + " with " + text);
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Emulates a screen of this size. */
    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 640));
    }

    void dark() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of(
                "features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** For whoever works on the page to look at; nothing on the screen hinders anybody seriously, as far as a program can tell. */
    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        if (run("return window.axe === undefined").equals(true)) {
            Object unused = driver.executeScript(axe());
        }
        assertThat(driver.executeAsyncScript("""
                const done = arguments[0];
                const serious = each => each.impact === 'serious' || each.impact === 'critical';
                axe.run().then(found => done(found.violations.filter(serious)
                    .map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '))));"""))
                .as("what hinders people on the screen " + name)
                .isEqualTo(List.of());
    }

    private static String axe() throws IOException {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        }
    }

    /** The picture that the page makes of a text, as rows of # and dots. */
    String qrCode(String text) {
        return String.valueOf(driver.executeAsyncScript(
                """
                const done = arguments[1];
                import(document.querySelector('link[href*="/qr-"]').href).then(module => done(
                    module.qrCode(arguments[0]).map(row => row.map(dark => dark ? '#' : '.').join('') + '\\n').join('')));""",
                text));
    }

    /** The browser has found nothing wrong with the page, but for what is lost with a connection. */
    void expectNoFaults() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .filteredOn(entry -> !entry.getMessage().contains("WebSocket connection to"))
                .isEmpty();
    }

    private WebElement await(By by) {
        waitFor(() -> driver.findElements(by).stream().anyMatch(WebElement::isDisplayed), by.toString());
        return driver.findElement(by);
    }

    /** Waits until something is so. What changes while one looks is looked at again. */
    void waitFor(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo(condition)) {
            if (System.nanoTime() - until > 0) {
                fail(what + "; the page shows: " + driver.findElement(By.tagName("body")).getText());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean isSo(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (StaleElementReferenceException changedMeanwhile) {
            return false;
        }
    }

    /** Nothing of the test goes on: a page that has lost its server would try to come back for ever. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (driver != null) {
            driver.getWindowHandles().forEach(tab -> driver.switchTo().window(tab).get("about:blank"));
        }
    }
}
