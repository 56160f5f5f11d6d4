package dev.chatroom.server.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsConfig.SelfSigned;
import dev.chatroom.server.config.WebConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What the page says before and while one leaves a room, and how others come into it. */
@Tag("browser")
@Timeout(240)
class PageLeavingTest {
    @RegisterExtension
    final RunningServer server = Browser.server();

    @RegisterExtension
    final Browser browser = new Browser();

    private String url() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    @Test
    void anEmptyRoomNamesOnlyWhatTheServerTakes() throws IOException {
        server.configure(config -> config.tls(new TlsConfig(
                new SelfSigned(), OptionalInt.empty(), true, Duration.ofSeconds(20), Duration.ofSeconds(20))));
        browser.openTab(url().replace("http:", "https:") + "#cats");
        browser.enter("wim");
        browser.awaitText("#title", "cats");

        int port = server.address().getPort();
        assertThat(browser.texts(".welcome .way code")).containsExactly(
                "https://127.0.0.1:" + port + "/#cats", "openssl s_client -quiet -connect 127.0.0.1:" + port,
                "/join cats", "/connect -tls 127.0.0.1 " + port, "/join #cats");
        browser.screenshot("empty-room-tls");
    }

    @Test
    void anEmptyRoomBehindAProxyNamesTheAddressAlone() throws IOException {
        server.configure(config -> config.web(new WebConfig(
                List.of(), List.of(), List.of(), WebConfig.networks(List.of("127.0.0.1")))));
        browser.openTab(url() + "#cats");
        browser.enter("wim");
        browser.awaitText("#title", "cats");

        assertThat(browser.texts(".welcome .way code")).containsExactly(url() + "#cats");
        browser.screenshot("empty-room-proxy");
    }

    @Test
    void aRoomIsLeftByItsSignAndItsOnlyOperatorIsAskedFirst() throws IOException {
        server.configure(config -> config.operator("root", "open sesame"));
        browser.openTab(url() + "#cats");
        browser.enter("wim");
        browser.awaitText("#title", "cats");
        assertThat(browser.texts(".welcome .way code")).contains("/join cats", "/join #cats");
        ChatClient ann = server.enter("ann");
        ann.send("/join cats");
        ann.send("/oper root");
        ann.send("open sesame");
        ann.expect("* you run the server now; /help operators");
        ann.send("/announce the end is near");
        browser.awaitText(".announcement", "ann announces: the end is near");
        browser.screenshot("announcement");

        browser.click("#room-list li[data-key='#cats'] .close");
        browser.awaitText("#fault", "/leave");
        browser.click("#room-list li[data-key='#cats'] .close");

        browser.awaitText("#title", "lobby");
        assertThat(browser.texts("#room-list li")).containsExactly("lobby");
        browser.type("/help", Keys.ENTER);
        browser.awaitText(".lines", "/announce TEXT: tell everybody");
    }
}
