package dev.chatroom.server.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.ServerConfig;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The conversations of the page: rooms that one leaves, and people that one writes to. */
@Tag("browser")
@Timeout(240)
class PageConversationsTest {
    @RegisterExtension
    final RunningServer server = Browser.server();

    @RegisterExtension
    final Browser browser = new Browser();

    private String url() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    @Test
    void whatOneHasSaidCanBeTakenBack() {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.type("oops", Keys.ENTER);
        ann.expectNext("wim: oops");

        browser.waitFor(() -> browser.texts(".row:not(.pending) .back").size() == 1, "the button behind the line");
        // It is seen when the mouse or the focus is there.
        browser.run("document.querySelector('.row .back').focus()");
        browser.click(".row .back");

        ann.expectStart("* wim took back");
        browser.awaitText(".row.gone .words", "taken back by wim");
    }

    @Test
    void aPrivateConversationFollowsANewNameAndOutlivesAReload() throws IOException {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.type("/msg ann hello", Keys.ENTER);
        ann.expectNext("wim (private): hello");
        ann.send("/nick anna");
        browser.awaitText("#direct-list", "anna");
        browser.type("again", Keys.ENTER);
        ann.expect("wim (private): again");

        browser.type("/nick willem ", Keys.ENTER);
        browser.awaitText("#me", "willem");
        browser.reload();
        browser.awaitText("#title", "anna");
        browser.awaitText("#me", "willem");
        browser.awaitText(".row .words", "again");
        assertThat(browser.said()).containsExactly("hello", "again");

        ann.close();
        browser.awaitText(".row.notice .words", "anna has left the chat");
        browser.type("anybody?", Keys.ENTER);
        browser.awaitText(".row.failed .words", "nobody here is called anna");
        assertThat(browser.texts(".row.failed .why"))
                .containsExactly("nobody here is called anna; /who lists who is here");
        assertThat(browser.texts(".row.failed button:not(.who)")).isEmpty();
        browser.screenshot("private-gone");
        browser.click("#direct-list .close");
        browser.awaitText("#title", "lobby");
        assertThat(browser.texts("#direct-list li")).isEmpty();
    }

    @Test
    void whoeverIsBannedIsToldSoAndClosesTheRoom() throws IOException {
        ChatClient ann = server.enterAt("cats", "ann");
        browser.openTab(url() + "#cats");
        browser.enter("wim");
        ann.expectNext("* wim joined");
        ann.send("/ban wim");
        browser.awaitText(".departure", "ann banned you from cats");
        assertThat(browser.texts(".departure button")).containsExactly("Close cats");
        assertThat(browser.texts("#people-list li")).isEmpty();
        browser.screenshot("banned");
        browser.click("#room-list .left .close");
        browser.awaitText("#title", "lobby");
        assertThat(browser.texts("#room-list li")).containsExactly("lobby");
    }

    @Test
    void whoeverRunsARoomIsAskedAgainBeforeSomebodyIsPutOut() throws IOException {
        browser.openTab(url() + "#cats");
        browser.enter("wim");
        browser.awaitText("#title", "cats");
        ChatClient ann = server.enter("ann");
        ann.send("/join cats");
        browser.awaitText("#people-list button", "ann");
        browser.type("/leave ", Keys.ENTER);
        browser.awaitText("#fault", "nobody will run cats after you");
        chooseFor("ann", "Mute");
        browser.awaitText(".row.notice .words", "wim muted ann");
        browser.awaitText("#people-list li", "muted");
        browser.screenshot("muted");
        browser.reload();
        browser.awaitText("#people-list li", "muted");
        chooseFor("ann", "Unmute");
        browser.awaitText(".row.notice .words", "wim unmuted ann");
        chooseFor("ann", "Kick");
        browser.awaitText("#menu", "Kick ann? Press again");
        browser.screenshot("kick");
        assertThat(browser.texts("#people-list li")).hasSize(2);
        browser.type(Keys.ENTER);
        browser.awaitText(".row.notice .words", "wim put ann out");
        browser.type("/leave ", Keys.ENTER);
        browser.awaitText("#title", "lobby");
    }

    /** Presses a name among the people, then an entry of its menu. */
    private void chooseFor(String name, String entry) {
        browser.clickText("#people-list button", name);
        browser.clickText("#menu b", entry);
    }

    @Test
    void whatIsRefusedIsKeptAndWhoeverLeavesIsWhereTheyWereBefore() {
        server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        browser.fill("#join", "cats and dogs", Keys.ENTER);
        browser.awaitText("#fault", "A room's name has no blanks");
        assertThat(browser.run("return document.getElementById('join').value")).isEqualTo("cats and dogs");
        browser.type("/join", Keys.chord(" "), Keys.ENTER);
        browser.awaitText("#fault", "/join ROOM [KEY]");
        browser.fill("#join", "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.fill("#join", "dogs", Keys.ENTER);
        browser.awaitText("#title", "dogs");
        browser.type("/leave ", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.type("/msg ann", Keys.ENTER);
        browser.awaitText("#title", "ann");
        browser.type("/mode ", Keys.ENTER);
        browser.awaitText("#fault", "/mode belongs to a room");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "/close");
        browser.awaitText("#menu", "leave this room, or close this conversation");
        browser.type(Keys.ENTER);
        browser.awaitText("#title", "cats");
        assertThat(browser.texts("#direct-list li")).isEmpty();
        browser.type("/close", Keys.ENTER);
        browser.awaitText("#title", "lobby");
        assertThat(browser.texts("#room-list li")).containsExactly("lobby");
    }

    @Test
    void whoeverIsInNoRoomIsToldSoAndFindsTheWayIntoOne() throws IOException {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        ann.send("/topic lunch");
        browser.awaitText("#topic", "lunch");
        browser.type("/leave ", Keys.ENTER);
        browser.awaitText(".nowhere", "You are in no room.");
        browser.screenshot("in-no-room");
        assertThat(browser.texts("#topic, #people-title, #people-list, #room-list")).containsOnly("");
        assertThat(browser.said()).isEmpty();
        assertThat(browser.run("return document.getElementById('input').placeholder")).isEqualTo("");
        browser.type("hello", Keys.ENTER);
        browser.awaitText("#fault", "You are in no room. The line stays here");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "/kick ann", Keys.ENTER);
        browser.awaitText("#fault", "/kick belongs to a room");
        browser.type("/rooms", Keys.ENTER);
        browser.awaitText(".lines", "lobby");
        browser.type("/join cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.type("/close", Keys.ENTER);
        browser.clickText(".nowhere button", "Go into lobby");
        browser.awaitText("#topic", "lunch");
        browser.expectNoFaults();
    }

    @Test
    void whoeverRunsTheServerSaysTheSecretUnseenAndMayDoWhatOperatorsMay() throws IOException {
        server.configure(config -> config.operator("root", ServerConfig.hash("open sesame")));
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.clickText("#people-list button", "ann");
        browser.awaitText("#menu b", "Ignore");
        assertThat(browser.texts("#menu b")).doesNotContain("Kick");
        browser.type(Keys.ESCAPE);
        browser.type("/oper root", Keys.ENTER);
        browser.fill("#secret-field", "open");
        browser.awaitText("#secret", "The secret of root");
        browser.screenshot("secret");
        browser.fill("#secret-field", "open sesame", Keys.ENTER);
        browser.awaitText(".lines", "you run the server now");
        browser.type(Keys.ARROW_UP);
        assertThat(browser.typed()).isEqualTo("/oper root");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "/oper root open sesame", Keys.ENTER);
        browser.type(Keys.ARROW_UP);
        assertThat(browser.typed()).isEqualTo("/oper root");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "/ oper root open sesame", Keys.ENTER);
        browser.type(Keys.ARROW_UP);
        assertThat(browser.typed()).isEqualTo("/ oper root");
        assertThat(browser.texts("#log").getFirst()).doesNotContain("sesame");
        browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        chooseFor("ann", "Mute");
        browser.awaitText("#people-list li", "muted");
        browser.type("/oper root open sesame");
        browser.reload();
        browser.awaitText("#people-list li", "muted");
        assertThat(browser.typed()).isEqualTo("/oper root");
        assertThat(browser.run("return JSON.stringify(sessionStorage).includes('sesame')")).isEqualTo(false);
        browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        chooseFor("ann", "Kick");
        browser.clickText("#menu b", "Kick ann? Press again");
        ann.expectStart("* wim put you out");
    }

    @Test
    void aRoomIsTheSameWithItsSignOrWithout() {
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        ann.send("/quit for tea");
        browser.awaitText("#log", "ann left (for tea)");
        browser.fill("#join", "#kiwi", Keys.ENTER);
        browser.awaitText("#title", "kiwi");
        browser.press("hello");
        browser.press(Keys.ENTER);
        browser.awaitText("#log", "hello");
        browser.type("/join #kiwi", Keys.ENTER);
        browser.type("/oper", Keys.ENTER);
        browser.awaitText("#fault", "Say as whom: /oper NAME");
        assertThat(browser.texts("#room-list li")).containsExactly("lobby", "kiwi");
    }

    @Test
    void whoeverIsInNoRoomStaysThereWhenThePageIsLoadedAgain() {
        server.configure(config -> config.operator("root", ServerConfig.hash("open sesame")));
        ChatClient ann = server.enter("ann");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.type("/oper root open sesame", Keys.ENTER);
        browser.awaitText(".lines", "you run the server now");
        browser.type("/leave ", Keys.ENTER);
        ann.expectNext("* wim left");
        browser.reload();
        browser.awaitText(".nowhere", "You are in no room.");
        assertThat(ann.sync()).isEmpty();

        browser.clickText(".nowhere button", "Go into lobby");
        ann.expectNext("* wim joined");
        browser.clickText("#people-list button", "ann");
        browser.awaitText("#menu b", "Kick");
        browser.type(Keys.ESCAPE);
        browser.type("/msg ann hi", Keys.ENTER);
        ann.expectNext("wim (private): hi");
        browser.type("/leave lobby", Keys.ENTER);
        ann.expectNext("* wim left");
        browser.reload();
        browser.awaitText("#title", "ann");
        browser.waitFor(() -> browser.run("return document.getElementById('me').textContent").equals("wim"), "wim");
        browser.type("still here", Keys.ENTER);
        ann.expectNext("wim (private): still here");
        assertThat(ann.sync()).isEmpty();
        assertThat(browser.texts("#room-list li")).isEmpty();
    }
}
