package dev.chatroom.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What telnet clients say, byte for byte. PuTTY's, both Debian's and BusyBox's words are recorded, those of Windows are what
 * is written of it: it begins nothing, and agrees to BINARY.
 */
class TelnetClientsTest {
    private static final String PASSWORD = "open sesame";
    private static final List<String> TEXTS =
            List.of("Нет", "שלום", "“quotes”", "日本語", "🙂 Привет, Мир", "مرحبا", "plain");

    /** A client: what it says when it has connected, and in which mode of ours it ends lines how. */
    enum Client {
        PUTTY("FFFB1F FFFB20 FFFB18 FFFB27 FFFD01 FFFB03 FFFD03",
                "FFFE1F FFFE20 FFFE18 FFFE27 FFFC01 FFFE03 FFFC03",
                "FFFB24 FFFB00", "FFFE24", "\r\n"),
        /** The same, told to send its return key as it is, which it does in BINARY without a NUL. */
        PUTTY_WITH_BARE_RETURN("FFFB1F FFFB20 FFFB18 FFFB27 FFFD01 FFFB03 FFFD03",
                "FFFE1F FFFE20 FFFE18 FFFE27 FFFC01 FFFE03 FFFC03",
                "FFFB24 FFFB00", "FFFE24", "\r"),
        INETUTILS("", "", "FFFB00", "", "\n"),
        /** The same, called with a minus before the port, so that it negotiates at once. */
        INETUTILS_WITH_MINUS("FFFD26 FFFB26 FFFD03 FFFB18 FFFB1F FFFB20 FFFB21 FFFB22 FFFB27 FFFD05",
                "FFFC26 FFFE26 FFFC03 FFFE18 FFFE1F FFFE20 FFFE21 FFFE22 FFFE27 FFFC05",
                "FFFB00", "", "\n"),
        NETKIT("", "", "FFFB00", "", "\n"),
        BUSYBOX("", "", "FFFC00", "", "\r\n"),
        WINDOWS("", "", "FFFB00", "", "\r\n");

        private final String opening;
        private final String refusals;
        private final String answersToBinary;
        private final String moreRefusals;
        private final String lineEnd;

        Client(String opening, String refusals, String answersToBinary, String moreRefusals, String lineEnd) {
            this.opening = opening;
            this.refusals = refusals;
            this.answersToBinary = answersToBinary;
            this.moreRefusals = moreRefusals;
            this.lineEnd = lineEnd;
        }
    }

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @ParameterizedTest
    @EnumSource
    void everyScriptSurvivesOnceItHasNegotiated(Client kind) {
        ChatClient ann = server.enter("ann");
        ChatClient client = server.enter("bob");
        if (kind.opening.isEmpty()) {
            // The interrupt key: the mark that is asked for is the first word of these clients.
            send(client, "FFF4 FFFD06");
            expect(client, "FFFC06 FFFD00");
        } else {
            send(client, kind.opening);
            expect(client, asked(kind.refusals));
        }
        send(client, kind.answersToBinary);
        expect(client, kind.moreRefusals);
        TEXTS.forEach(text -> {
            client.sendText(text + kind.lineEnd);
            assertThat(ann.expectStart("bob: ")).isEqualTo("bob: " + text);
        });
        ann.send("שלום Нет");
        assertThat(client.nextWithEnd()).isEqualTo("ann: שלום Нет\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void thePasswordIsHiddenAndWhatFollowsIsNot(Client kind) {
        server.configure(config -> config.password(PASSWORD));
        ChatClient client = server.connect();
        client.expect("* the password:");
        expect(client, "FFFB01");
        if (kind.opening.isEmpty()) {
            send(client, "FFFD01");
            expect(client, "FFFD00");
        } else {
            // It asks for an echo by itself, which is no longer refused.
            send(client, kind.opening);
            expect(client, asked(kind.refusals.replace("FFFC01 ", "")));
        }
        send(client, kind.answersToBinary);
        expect(client, kind.moreRefusals);

        client.sendText(PASSWORD + kind.lineEnd);

        expect(client, "FFFC01");
        assertThat(client.nextWithEnd()).isEqualTo("\r\n");
        send(client, "FFFE01");
        assertThat(client.nextWithEnd()).startsWith("* welcome").endsWith("\r\n");
    }

    /** The first option is answered, the question follows, then the others are. */
    private static String asked(String refusals) {
        return refusals.substring(0, 6) + "FFFD00" + refusals.substring(6);
    }

    private static void send(ChatClient client, String hex) {
        client.sendBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static void expect(ChatClient client, String hex) {
        String wanted = hex.replace(" ", "").toLowerCase(Locale.ROOT);
        assertThat(HexFormat.of().formatHex(client.bytes(wanted.length() / 2))).isEqualTo(wanted);
    }
}
