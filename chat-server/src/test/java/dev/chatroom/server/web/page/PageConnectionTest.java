package dev.chatroom.server.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The page and its connection: what it says of it, and when it has one. */
@Tag("browser")
@Timeout(240)
class PageConnectionTest {
    @RegisterExtension
    final RunningServer server = Browser.server();

    @RegisterExtension
    final Browser browser = new Browser();

    private String url() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    @Test
    void aPageThatIsLeftAndShownAgainIsTheSame() {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.goAway();
        ann.send("meanwhile");
        browser.goBack();
        browser.awaitText(".row .words", "meanwhile");
        browser.awaitText("#me", "wim");
        browser.type("here", Keys.ENTER);
        ann.expectNext("wim: here");
    }

    @Test
    void aLineWithoutAnAnswerIsSaidAndShownOnce() throws IOException {
        ChatClient ann = server.enter("ann");
        try (Cable cable = new Cable(server.address())) {
            browser.openTab("http://127.0.0.1:" + cable.port() + "/");
            browser.enter("wim");
            ann.expectNext("* wim joined");
            cable.holdAnswers();
            browser.type("one", Keys.ENTER);
            ann.expectNext("wim: one");
            browser.awaitText("#fault", "No answer for 8 s; still trying…");
            assertThat(browser.texts(".row.pending .words")).containsExactly("one");
            cable.letAnswersThrough();
            browser.awaitText(".row[data-id]:not([data-id='']) .words", "one");
            assertThat(browser.texts("#fault")).containsExactly("");

            cable.holdAnswers();
            browser.type("two", Keys.ENTER);
            ann.expectNext("wim: two");
            cable.cut();
            browser.awaitText(".row.failed .words", "two\nthe connection was lost");
            browser.type("three", Keys.ENTER);
            browser.awaitText("#fault", "Not connected. The line stays here");
            assertThat(browser.typed()).isEqualTo("three");
            cable.letAnswersThrough();
            browser.awaitText(".row[data-id]:not([data-id='']) .words", "two");
            assertThat(browser.said()).containsExactly("one", "two");
            browser.type(Keys.ENTER);
            ann.expectNext("wim: three");
        }
    }

    @Test
    void whatIsLostWhileTheServersCouldNotReachEachOtherIsSaid() throws IOException {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        Object unused = browser.run("const send = WebSocket.prototype.send;"
                + "WebSocket.prototype.send = function (text) { window.socket = this; send.call(this, text); };");
        browser.type("hello", Keys.ENTER);
        ann.expectNext("* wim joined");
        ann.expectNext("wim: hello");

        displaced("by: { id: '7', name: 'wim' }, name: 'guest-7'");
        browser.awaitText(".row.notice .words", "You are guest-7 because somebody took the name wim while");
        browser.awaitText("#me", "guest-7");
        displaced("by: { id: '7', name: 'guest-7' }, room: 'lobby', why: 'banned'");
        browser.awaitText(".departure", "You fell out of lobby while the servers could not reach each other");
        browser.screenshot("displaced");
        // The name is wanted again, and not the guest's.
        browser.reload();
        browser.awaitText("#me", "wim");
    }

    /** As if the server had sent it. */
    private void displaced(String fields) {
        Object unused = browser.run("window.socket.onmessage({ data: JSON.stringify({ "
                + "type: 'displaced', id: '9', at: '2026-01-02T03:04:05Z', " + fields + " }) })");
    }

    @Test
    void aNameThatIsHeldForAMomentIsTriedAgain() throws IOException {
        server.limit(Limit.CATCH_UP_SECONDS, 0);
        ChatClient ann = server.enter("ann");
        try (Cable cable = new Cable(server.address())) {
            browser.openTab("http://127.0.0.1:" + cable.port() + "/");
            browser.enter("wim");
            ann.expectNext("* wim joined");
            cable.unplug();
            ann.expectStart("* wim left");
            ann.send("/nick wim");
            ann.expect("* you are now wim");
            cable.plugIn();
            browser.awaitText("#fault", "The name wim is still taken; trying again…");
            ann.send("/nick ann");
            ann.expect("* wim joined");
            assertThat(browser.texts("#hello[open]")).isEmpty();
        }
    }

    @Test
    void aRoomThatTheAddressNamesMeanwhileIsShown() throws IOException {
        ChatClient ann = server.enter("ann");
        try (Cable cable = new Cable(server.address())) {
            browser.openTab("http://127.0.0.1:" + cable.port() + "/");
            browser.enter("wim");
            ann.expectNext("* wim joined");
            cable.unplug();
            browser.awaitText("#fault", "Connecting again…");
            browser.run("location.hash = 'cats'");
            cable.plugIn();
            browser.awaitText("#title", "cats");
            assertThat(browser.run("return location.hash")).isEqualTo("#cats");
            assertThat(browser.texts("#room-list li")).containsExactly("lobby", "cats");
        }
    }

    @Test
    void aCopiedTabIsSomebodyElse() {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.run("window.open(location.href)");
        browser.switchTo(1);
        browser.enter("wanda");
        ann.expectNext("* wanda joined");
        browser.switchTo(0);
        browser.type("still here", Keys.ENTER);
        ann.expectNext("wim: still here");
    }

    @Test
    void aPasswordAndANameAreAskedForTogether() throws IOException {
        server.configure(config -> config.password("open sesame"));
        browser.openTab(url());
        browser.fill("#name", Keys.DELETE);
        browser.fill("#password", "open sesame", Keys.ENTER);
        browser.awaitText("#hello-fault", "A name has at least one character.");
        browser.screenshot("password");
        browser.enter("wim");
        browser.awaitText("#people-list", "wim");
    }

    @Test
    void whatTheServerSaysLastIsReadAndUnreadLinesOutliveAReload() throws IOException {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        browser.fill("#join", "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        ann.send("you missed this");
        browser.awaitText("#room-list .count", "1");
        browser.reload();
        browser.awaitText("#room-list .count", "1");
        browser.click("#room-list li[data-key='#lobby'] .name");
        browser.awaitText(".divider", "new");
        browser.screenshot("unread");

        server.server().close();
        browser.awaitText("#fault", "The server is shutting down; goodbye. Connecting again…");
        browser.awaitText("#topic", "connecting again…");
        assertThat(browser.run("return document.title")).isEqualTo("connecting · lobby · chatroom");
        browser.screenshot("shutting-down");
        assertThat(browser.texts("#me")).containsExactly("wim");
    }

    @Test
    void aPageThatIsRefusedSaysWhy() throws IOException {
        server.configure(config -> config.maxConnections(20));
        try (Cable cable = new Cable(server.address())) {
            browser.openTab("http://127.0.0.1:" + cable.port() + "/");
            browser.enter("wim");
            cable.unplug();
            browser.awaitText("#fault", "Connecting again…");
            browser.waitFor(() -> server.server().connections() == 0, "the end of its connections");
            for (int i = 0; i < 20; i++) {
                server.enter("ann" + i);
            }
            cable.plugIn();
            browser.awaitText("#fault", "The server is full (20 connections); try again later. Connecting again…");
            browser.screenshot("full");
        }
    }

    @Test
    void whoeverLeavesIsAwayUntilTheyWantToComeBack() throws IOException {
        server.configure(config -> config.motd(List.of("tea at four")));
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.awaitText("#hello", "What shall we call you?");
        browser.press(Keys.ESCAPE);
        browser.press(Keys.ESCAPE);
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.awaitText(".row.notice .words", "tea at four");
        browser.type("/quit for tea", Keys.ENTER);
        ann.expectNext("* wim left (for tea)");
        browser.awaitText("#gone", "You have left.");
        browser.screenshot("left");
        browser.press(Keys.ESCAPE);
        browser.press(Keys.ESCAPE);
        browser.awaitText("#gone[open]", "You have left.");
        // As if one went to another page and back.
        browser.run("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));"
                + "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));"
                + "setTimeout(() => window.shown = true, 300)");
        browser.waitFor(() -> browser.run("return window.shown === true").equals(true), "what comes a moment later");
        assertThat(browser.run("return document.title")).isEqualTo("lobby · chatroom");
        browser.reload();
        browser.awaitText("#gone", "You have left.");
        assertThat(browser.run("return document.getElementById('me').textContent")).isEqualTo("");
        browser.click("#gone button");
        ann.expectNext("* wim joined");
        browser.type("/help close", Keys.ENTER);
        browser.awaitText(".lines", "leave this room, or close this conversation");
        browser.type("/quit ", Keys.ENTER);
        ann.expectNext("* wim left");
        browser.click("#gone button");
        ann.expectNext("* wim joined");
        browser.type("back", Keys.ENTER);
        ann.expectNext("wim: back");
        assertThat(browser.texts(".row.notice .words")).as("once in each visit").doesNotContain("tea at four");
        browser.expectNoFaults();
    }

    @Test
    void whoeverComesInReadsTheMessageOfTheDayAndTypesAtOnce() throws IOException {
        server.configure(config -> config.motd(List.of("tea at four")));
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        browser.awaitText(".row.notice .words", "tea at four");
        ann.expectNext("* wim joined");
        ann.send("/topic lunch");
        browser.awaitText(".row.notice .words", "ann changed the topic to: lunch");
        browser.type("/msg zorro hi", Keys.ENTER);
        browser.awaitText(".row.failed .why", "nobody here is called zorro");
        browser.reload();
        browser.awaitText("#topic", "lunch");
        assertThat(browser.texts("#direct-list li")).isEmpty();
        browser.press("hi");
        assertThat(browser.typed()).isEqualTo("hi");
        browser.type(Keys.ENTER);
        ann.expect("wim: hi");
        browser.run("document.activeElement.blur()");
        browser.press("a");
        assertThat(browser.typed()).isEqualTo("a");
        browser.clickText("#people-list button", "ann");
        browser.clickText("#menu b", "Who is that?");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("input");
        browser.expectNoFaults();
    }
}
