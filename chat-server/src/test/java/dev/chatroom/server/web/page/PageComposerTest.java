package dev.chatroom.server.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Where one types on the page: what gets there, and what comes back. */
@Tag("browser")
@Timeout(240)
class PageComposerTest {
    @RegisterExtension
    final RunningServer server = Browser.server();

    @RegisterExtension
    final Browser browser = new Browser();

    private ChatClient enterBesideAnn() {
        ChatClient ann = server.enter("ann");
        browser.openTab("http://127.0.0.1:" + server.address().getPort() + "/");
        browser.enter("wim");
        ann.expectNext("* wim joined");
        return ann;
    }

    private void replaceBy(String text) {
        browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        browser.paste(text);
        browser.type(Keys.ENTER);
    }

    @Test
    void whatIsTooLongIsRefusedInTheSameWordsHoweverLongItIs() {
        ChatClient ann = enterBesideAnn();
        replaceBy("a".repeat(5_000));
        browser.awaitText("#fault", "that is 5,000 characters long, and 4,096 are allowed");
        // Longer than what the server reads at once, whose connection would end.
        replaceBy("\u00fc".repeat(20_000));
        browser.awaitText("#fault", "that is 20,000 characters long, and 4,096 are allowed");
        assertThat(browser.typed()).hasSize(20_000);
        replaceBy("/topic " + "a".repeat(40_000));
        browser.awaitText("#fault", "that is more than can be sent at once");
        replaceBy("/kick ann " + "a".repeat(40_000));
        browser.awaitText("#fault", "that is more than can be sent at once");
        replaceBy("/msg ann " + "a".repeat(40_000));
        browser.awaitText("#title", "ann");
        browser.awaitText("#fault", "that is 40,000 characters long, and 4,096 are allowed");
        assertThat(browser.texts(".failed, .lines, .pending")).isEmpty();
        replaceBy("/quit " + "a".repeat(40_000));
        ann.expectStart("* wim left (aaa");
        browser.awaitText("#gone", "You have left.");
        browser.expectNoFaults();
    }

    @Test
    void whoeverPressesARoomOrAPersonWithTheMouseTypesAtOnce() {
        enterBesideAnn();
        browser.fill("#join", "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.clickText("#room-list .name", "lobby");
        browser.awaitText("#title", "lobby");
        browser.press("hello");
        assertThat(browser.typed()).isEqualTo("hello");
        // Again, though nothing else is shown then.
        browser.clickText("#room-list .name", "lobby");
        browser.press("!");
        assertThat(browser.typed()).isEqualTo("hello!");
        browser.click("#room-list li[data-key='#lobby'] .close");
        browser.awaitText("#title", "cats");
        browser.click(".welcome .copy");
        browser.press("m");
        assertThat(browser.typed()).isEqualTo("m");
    }

    @Test
    void whoeverGoesByKeyboardStaysWhereTheyAre() {
        enterBesideAnn();
        browser.fill("#join", "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.run("document.querySelector('#room-list li[data-key=\"#lobby\"] .name').focus()");
        browser.press(Keys.ENTER);
        browser.awaitText("#title", "lobby");
        assertThat(browser.run("return document.activeElement.innerText")).isEqualTo("lobby");
        browser.press("x");
        assertThat(browser.typed()).isEmpty();
    }

    @Test
    void whatWentWrongInOneRoomIsNotSaidInAnother() {
        enterBesideAnn();
        browser.fill("#join", "cats", Keys.ENTER);
        browser.awaitText("#title", "cats");
        browser.fill("#join", "cats and dogs", Keys.ENTER);
        browser.awaitText("#fault", "A room's name has no blanks");
        browser.clickText("#room-list .name", "lobby");
        browser.awaitText("#title", "lobby");
        assertThat(browser.texts("#fault")).containsExactly("");
        browser.fill("#join", "cats and dogs", Keys.ENTER);
        browser.awaitText("#fault", "A room's name has no blanks");
        browser.click("#room-list li[data-key='#lobby'] .close");
        browser.awaitText("#title", "cats");
        assertThat(browser.texts("#fault")).containsExactly("");
    }
}
