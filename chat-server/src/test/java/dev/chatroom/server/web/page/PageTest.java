package dev.chatroom.server.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The page in a real browser. Its screens are in {@code target/screenshots}, to be looked at by whoever changes it. */
@Tag("browser")
@Timeout(240)
class PageTest {
    @RegisterExtension
    final RunningServer server = Browser.server();

    @RegisterExtension
    final Browser browser = new Browser();

    /** Made once, and read by a foreign program. */
    private static final String QR_CODE = """
            #######..##.#..##.#######
            #.....#.#..##.###.#.....#
            #.###.#.###.#.##..#.###.#
            #.###.#..####.....#.###.#
            #.###.#.#..#...#..#.###.#
            #.....#.##....###.#.....#
            #######.#.#.#.#.#.#######
            ........##.##..##........
            ##.#..##..##.#....###.##.
            ..##.#.##.#.###...##....#
            ####.##..##...#...#.#..##
            .#.#....#....##.#.##.....
            ..###.###...#####.##.#.##
            .##.##.#..#.#.#.###..##.#
            #.###.##..##....#..#..#.#
            .##.....##...#.#.###.#.#.
            ##.#..##....#.#########..
            ........#.####..#...###.#
            #######.#....####.#.#..##
            #.....#..#.....##...###..
            #.###.#..#.###..#####....
            #.###.#.###..#####..#.#..
            #.###.#..#...###.#.####.#
            #.....#.#.#####.#....#...
            #######.#..####.####...##
            """;

    private String url() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    @Test
    void twoPagesATerminalAndAnIrcClientTalkInOneRoom() throws IOException {
        ChatClient ann = server.enter("ann");
        ChatClient irc = server.connect();
        irc.sendText("NICK irene\r\nUSER i 0 * :i\r\nJOIN #lobby\r\n");
        ann.expectNext("* irene joined");
        browser.openTab(url());
        browser.screenshot("first-visit");
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.openTab(url() + "#lobby");
        // The same browser remembers the name, which the first page has.
        browser.enter("wanda");
        ann.expectNext("* wanda joined");

        browser.type("hello from the web", Keys.ENTER);
        ann.expectNext("wanda: hello from the web");
        ann.send("wanda: <img src=x onerror=alert(1)> javascript:alert(2) (https://example.org/x_(y)).");
        irc.sendText("PRIVMSG #lobby :hello from IRC\r\n");
        browser.awaitText(".row.mention .words", "<img src=x onerror=alert(1)> javascript:alert(2)");
        browser.awaitText(".row .words", "hello from IRC");
        assertThat(browser.texts("#log img, #log script, #log a")).containsExactly("https://example.org/x_(y)");
        ann.send("/topic <b>lunch</b> at noon");
        browser.awaitText("#topic", "<b>lunch</b> at noon");
        browser.screenshot("busy-room");
        browser.switchTo(0);
        browser.awaitText(".row .words", "hello from the web");
        browser.type("/msg wanda only you", Keys.ENTER);
        browser.switchTo(1);
        browser.awaitText("#direct-list", "wim");
        browser.click("#direct-list button");
        browser.awaitText(".row .words", "only you");
        browser.screenshot("private-message");
        browser.expectNoFaults();
    }

    @Test
    void everythingGoesByKeyboard() throws IOException {
        ChatClient ann = server.enter("annabel");
        browser.openTab(url());
        browser.enter("wim");
        ann.expectNext("* wim joined");
        browser.awaitText("#people-list", "annabel");

        browser.type("ann", Keys.TAB);
        assertThat(browser.typed()).isEqualTo("annabel: ");
        browser.type("hi", Keys.ENTER);
        ann.expectNext("wim: annabel: hi");
        browser.type(Keys.ARROW_UP);
        assertThat(browser.typed()).isEqualTo("annabel: hi");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "/jo");
        browser.awaitText("#menu", "/join");
        browser.screenshot("command-menu");
        browser.type(Keys.ENTER, "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.awaitText(".welcome", "nc 127.0.0.1");
        browser.screenshot("empty-room");
        assertThat(browser.qrCode("http://192.168.1.5:2020/#cats")).isEqualTo(QR_CODE);
        browser.run("document.activeElement.blur()");
        browser.press("?");
        browser.awaitText("#menu", "shows this");
        browser.type("?");
        assertThat(browser.typed()).isEqualTo("?");
        browser.type(Keys.BACK_SPACE, "/nonsense", Keys.ENTER);
        browser.awaitText(".lines", "there is no /nonsense");
        browser.type("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two");
        assertThat(browser.typed()).isEqualTo("one\ntwo");
        browser.type(Keys.chord(Keys.CONTROL, "a"), "?");
        browser.awaitText("#menu", "goes to a room or a person by a few letters");
        browser.screenshot("keys");
        browser.type(Keys.chord(Keys.CONTROL, "k"));
        browser.fill("#goto-field", "obb");
        browser.awaitText("#goto-list", "lobby");
        browser.screenshot("go-to");
        browser.fill("#goto-field", "obb", Keys.ENTER);
        browser.awaitText("#title", "lobby");
        browser.type(Keys.chord(Keys.CONTROL, "k"));
        browser.fill("#goto-field", "dogs", Keys.ENTER);
        browser.awaitText("#title", "dogs");
        browser.click("#show-search");
        browser.fill("#search-field", "words", Keys.ESCAPE);
        browser.type("woof", Keys.ENTER);
        browser.awaitText(".row .words", "woof");
        browser.expectNoFaults();
    }

    @Test
    void aPhoneHasRoomForTheTalk() throws IOException {
        ChatClient ann = server.enter("ann");
        browser.resize(390, 760);
        browser.dark();
        browser.openTab(url());
        browser.enter("wim");
        ann.send("a".repeat(300) + " and שלום");
        browser.awaitText(".row .words", "aaa");

        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        browser.screenshot("phone-dark");
        browser.click("#show-rooms");
        browser.awaitText("#room-list", "lobby");
        browser.screenshot("phone-rooms");
        browser.fill("#join", "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        ann.send("news");
        browser.waitFor(() -> "Show rooms; there are unread lines".equals(
                browser.run("return document.getElementById('show-rooms').ariaLabel")), "the mark of unread lines");
        browser.screenshot("phone-news");
        assertThat(browser.run("return new Set([...document.querySelectorAll('.copy')]"
                + ".map(each => each.getBoundingClientRect().right)).size")).isEqualTo(1L);
        browser.click("#show-search");
        browser.screenshot("phone-search");
        browser.click("#search .close");
        browser.type("here again", Keys.ENTER);
        browser.awaitText(".row .words", "here again");
    }

    @Test
    void aPhoneHasRoomForLongNames() throws IOException {
        String longest = "Wilhelmina-Elisabeth-von-Nassau1";
        ChatClient ann = server.enter(longest.replace('1', '2'));
        browser.resize(390, 760);
        browser.openTab(url());
        browser.enter(longest);
        browser.fill("#input", "/join the-room-with-the-longest-name-that-anybody-wants", Keys.ENTER);
        browser.awaitText("#title", "the-room-with");
        browser.screenshot("phone-long-invitation");
        ann.send("/join the-room-with-the-longest-name-that-anybody-wants");
        ann.send("hello, all of you");
        ann.send("/me waves to all of them");
        browser.awaitText(".row .words", "hello, all of you");
        browser.type("hello to you too", Keys.ENTER);
        browser.type("/topic a topic that is much longer than what a phone can show in its head", Keys.ENTER);
        browser.awaitText(".row .words", "hello to you too");
        browser.screenshot("phone-long-talk");
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        assertThat(browser.run("return document.getElementById('show-people').offsetHeight")).isEqualTo(44L);
        assertThat(browser.run("return document.getElementById('input').offsetHeight")).isEqualTo(42L);
        browser.click("#show-people");
        browser.awaitText("#people-list", "you, op");
        browser.screenshot("phone-long-people");
        assertThat(browser.run("return [...document.querySelectorAll('#people-list small')]"
                + ".every(each => each.getBoundingClientRect().right <= innerWidth)")).isEqualTo(true);
        browser.clickText("#people-list button", longest.replace('1', '2'));
        browser.awaitText("#menu", "Write to");
        browser.screenshot("phone-long-menu");
        browser.clickText("#menu b", "Write to");
        browser.click("#show-rooms");
        browser.awaitText("#direct-list", "Wilhelmina");
        browser.screenshot("phone-long-rooms");
        assertThat(browser.run("return document.getElementById('me').offsetHeight")).isEqualTo(44L);
    }
}
