package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators of the server do is in its log, by whatever door they come. */
class OperatorLogTest {
    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.operator("root", "sesame"));

    @Test
    void atThePlainDoor() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.send("/oper root sesame");
        ann.expect("* you run the server now; /help operators");
        ann.send("/banip 192.0.2.7");
        ann.send("/banip nonsense");
        ann.send("/unbanip 192.0.2.7");
        ann.send("/kill bob I do not say why");
        bob.rest();
        ann.sync();

        assertThat(server.warnings()).containsExactly(
                "ann from 127.0.0.1 runs the server now, as root",
                "ann from 127.0.0.1 banned 192.0.2.7",
                "ann from 127.0.0.1 ended the ban of 192.0.2.7",
                "ann from 127.0.0.1 ended the connection of bob from 127.0.0.1");
    }

    @Test
    void connectionsThatOperatorsEndedAreLoggedAsThat() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.send("/oper root sesame");
        ann.expect("* you run the server now; /help operators");

        ann.send("/kill bob");
        bob.rest();
        bob.close();

        server.await(chat -> chat.connections() == 1, "bob's connection is closed");
        assertThat(server.notes()).contains("connection from 127.0.0.1 ended: expelled");
    }

    @Test
    void inIrc() {
        ChatClient ann = server.connect();
        ann.sendText("NICK ann\r\nUSER u 0 * :u\r\n");
        ann.expectStart(":chatroom.chat 422 ");
        server.enter("bob").sync();
        ann.sendText("OPER root sesame\r\n");
        ann.expectStart(":chatroom.chat 381 ");
        ann.sendText("DLINE 192.0.2.7\r\nUNDLINE 192.0.2.7\r\nUNDLINE 192.0.2.8\r\nKILL bob :why\r\nPING :last\r\n");
        ann.expectEnd(":last");

        assertThat(server.warnings()).containsExactly(
                "ann from 127.0.0.1 runs the server now, as root",
                "ann from 127.0.0.1 banned 192.0.2.7",
                "ann from 127.0.0.1 ended the ban of 192.0.2.7",
                "ann from 127.0.0.1 ended the connection of bob from 127.0.0.1");
    }
}
