package dev.chatroom.server.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What the page shows of the past: all of it, in order, and at its place. */
@Tag("browser")
@Timeout(240)
class PageHistoryTest {
    @RegisterExtension
    final RunningServer server = Browser.server();

    @RegisterExtension
    final Browser browser = new Browser();

    private String url() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    @Test
    void nothingIsLostOrDoubledWhenTheConnectionIsCutOrThePageLoadedAgain() throws IOException {
        ChatClient ann = server.enter("ann");
        try (Cable cable = new Cable(server.address())) {
            browser.openTab("http://127.0.0.1:" + cable.port() + "/");
            browser.enter("wim");
            ann.expectNext("* wim joined");
            ann.send("before");
            browser.awaitText(".row .words", "before");
            cable.cut();
            ann.send("meanwhile");
            browser.awaitText(".row .words", "meanwhile");
            ann.send("after");
            browser.awaitText(".row .words", "after");
            assertThat(browser.said()).containsExactly("before", "meanwhile", "after");
            browser.screenshot("caught-up");
            browser.reload();
            browser.awaitText(".row .words", "after");
            assertThat(browser.said()).containsExactly("before", "meanwhile", "after");
            assertThat(ann.sync()).isEmpty();
        }
    }

    @Test
    void olderLinesAreLoadedWhereOneReads() {
        ChatClient ann = server.enter("ann");
        for (int i = 1; i <= 120; i++) {
            ann.send("line " + i);
        }
        ann.sync();
        browser.openTab(url());
        browser.enter("wim");
        browser.awaitText(".row .words", "line 120");
        // The line that one looks at stays where it is while older lines are put in above it.
        browser.run("""
                const log = document.getElementById('log');
                log.scrollTop = 50;
                window.seen = [...log.querySelectorAll('.row')].find(row => row.getBoundingClientRect().top > 100);
                window.before = seen.getBoundingClientRect().top;
                window.rows = log.querySelectorAll('.row').length;""");
        browser.waitFor(() -> browser.run("return document.querySelectorAll('#log .row').length > rows").equals(true),
                "older lines");
        assertThat(browser.run("return Math.abs(seen.getBoundingClientRect().top - before) < 2")).isEqualTo(true);

        browser.waitFor(() -> {
            browser.run("document.getElementById('log').scrollTop = 0");
            return browser.texts(".row:not(.notice) .words").contains("line 1");
        }, "the first line");

        assertThat(browser.said()).hasSize(120).startsWith("line 1", "line 2").endsWith("line 119", "line 120");
    }

    @Test
    void whatIsFoundIsShownAtItsPlace() throws IOException {
        ChatClient ann = server.enter("ann");
        IntStream.rangeClosed(1, 300)
                .forEach(i -> ann.send(i == 50 ? "the needle <i>Needle</i> needless" : "line " + i));
        ann.sync();
        browser.openTab(url());
        browser.enter("wim");
        browser.waitFor(() -> shownLines() > 50, "the newest lines");
        browser.type("/search from:ann NEEDLE \"the needle\" after:2020-01-01", Keys.ENTER);
        browser.awaitText(".result", "the needle");
        assertThat(browser.texts(".result mark")).containsExactly("the needle", "Needle");
        assertThat(browser.texts(".result .words")).containsExactly("the needle <i>Needle</i> needless");
        browser.screenshot("search");
        browser.dark();
        browser.screenshot("search-dark");
        browser.click(".result button");
        browser.awaitText(".row.sought .words", "the needle");
        browser.screenshot("found");
        browser.click("#to-end");
        browser.waitFor(() -> !isSoughtSeen(), "the end");
        browser.click("#show-search");
        browser.click(".result button");
        browser.waitFor(this::isSoughtSeen, "the same place again");
        while (shownLines() < 300) {
            long before = shownLines();
            browser.clickText(".divider button", "some lines are not shown here");
            browser.waitFor(() -> shownLines() > before, "what is missing");
        }
        assertThat(browser.texts(".divider")).isEmpty();
    }

    private boolean isSoughtSeen() {
        return browser.run("""
                const log = document.getElementById('log').getBoundingClientRect();
                const row = document.querySelector('.row.sought').getBoundingClientRect();
                return row.top >= log.top && row.bottom <= log.bottom""").equals(true);
    }

    private long shownLines() {
        return (long) browser.run("return document.querySelectorAll('.row:not(.notice)').length");
    }

    @Test
    void whoeverPastesReadsTheEnd() {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.run("""
                const wrong = '.pending ~ [data-id]:not(.pending), .pending + .pending:not(.same)';
                new MutationObserver(() => window.mixed ||= document.querySelector(wrong)?.outerHTML)
                    .observe(document.getElementById('log'), { childList: true, subtree: true });""");
        browser.paste("line\n".repeat(39) + "last");
        browser.type(Keys.ENTER);
        ann.expect("wim: last");
        browser.waitFor(this::isAtEnd, "the end");
        browser.run("document.getElementById('log').scrollTop = 0");
        browser.awaitText("#to-end", "↓");

        browser.paste("another\n".repeat(30) + "end");
        browser.type(Keys.ENTER);
        ann.expect("wim: end");

        browser.waitFor(this::isAtEnd, "the end again");
        assertThat(browser.run("return window.mixed")).as("what waits, above what is said or not grouped").isNull();
    }

    private boolean isAtEnd() {
        return browser.run("""
                const log = document.getElementById('log');
                return log.querySelector('.pending') === null && log.scrollHeight > log.clientHeight
                    && log.scrollHeight - log.scrollTop - log.clientHeight < 2""").equals(true);
    }

    @Test
    void nothingIsMissingOfAPasteThatNewcomersAreShownShortened() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        bob.send("before");
        ann.expect("bob: before");
        IntStream.rangeClosed(1, 300).forEach(i -> ann.send("line " + i));
        ann.sync();
        browser.openTab(url());
        browser.enter("wim");
        ann.send("after");
        browser.awaitText(".row .words", "after");

        browser.waitFor(() -> shownLines() == 302, "all lines");

        assertThat(browser.run("return [...document.querySelectorAll('.row:not(.notice) .words')]"
                + ".map(row => row.textContent).join('|')"))
                .isEqualTo(IntStream.rangeClosed(1, 300).mapToObj(i -> "line " + i)
                        .collect(Collectors.joining("|", "before|", "|after")));
    }
}
