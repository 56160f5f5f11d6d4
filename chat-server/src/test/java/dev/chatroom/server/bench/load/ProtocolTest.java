package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.text.Skeletons;
import dev.chatroom.server.bench.load.Protocol.Next;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private final Protocol irc = new Protocol.Irc(new RoomAssignment(40, 1, 2), "abcd", "#abcd");

    @Test
    void talkersStayInTheOnlyRoom() throws BenchException {
        Protocol talk = new Protocol.Talk(new RoomAssignment(4, 1, 1), "abcd", true);
        assertThat(talk.hello(3)).isEmpty();
        assertThat(talk.heard(3, "* welcome")).isEqualTo(Next.ARRIVED);
    }

    @Test
    void talkersGoToTheirRooms() {
        assertThat(new Protocol.Talk(new RoomAssignment(4, 1, 2), "abcd", true).hello(3))
                .isEqualTo("/leave\n/join bench-abcd-1\n");
    }

    @Test
    void talkersAmongOthersGoToARoomOfTheirOwn() {
        Protocol talk = new Protocol.Talk(new RoomAssignment(4, 1, 1), "abcd", false);
        assertThat(talk.hello(3)).isEqualTo("/leave\n/join bench-abcd-0\n");
        assertThat(talk.mayBeSilent()).isFalse();
    }

    @Test
    void talkersAreToldWhatTheyMissed() {
        byte[] line = "1,234,567 lines in lobby: your connection could not keep up".getBytes(US_ASCII);
        assertThat(Protocol.Talk.missed(line, 0, line.length)).isEqualTo(1_234_567);
    }

    @Test
    void ircClientsRegisterAndJoin() throws BenchException {
        assertThat(irc.hello(37)).isEqualTo(
                "CAP REQ :server-time message-tags\r\nNICK abcdbb\r\nUSER bench 0 * :bench\r\nCAP END\r\n");
        assertThat(irc.heard(37, ":irc.local NOTICE * :*** Looking up your hostname...")).isEqualTo(Next.WAIT);
        assertThat(irc.heard(37, "PING :cookie")).isEqualTo(new Next("PONG :cookie\r\n", false));
        assertThat(irc.heard(37, ":irc.local 001 abcdbb :Welcome")).isEqualTo(new Next("JOIN #abcd1\r\n", false));
        assertThat(irc.heard(37, ":abcdbb!bench@127.0.0.1 JOIN :#abcd1")).isEqualTo(Next.WAIT);
        assertThat(irc.heard(37, ":irc.local 366 abcdbb #abcd1 :End of /NAMES list.")).isEqualTo(Next.ARRIVED);
        assertThat(irc.before(37, 40)).isEqualTo("PRIVMSG #abcd1 :");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "burr", "mill", "vvvv"})
    void noNicknameLooksLikeAnother(String run) {
        Protocol.Irc many = new Protocol.Irc(new RoomAssignment(40, 1, 2), run, "#abcd");
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            String nickname = many.hello(i).split("NICK |\r\nUSER", 3)[1];
            assertThat(Skeletons.of(nickname)).as(nickname).isNotEmpty().allMatch(taken::add);
        }
    }

    @Test
    void ircClientsSayWhyTheyAreNotLetIn() {
        assertThatThrownBy(() -> irc.heard(1, "ERROR :Closing link: Too many connections"))
                .isInstanceOf(BenchException.class)
                .hasMessage("the server says: ERROR :Closing link: Too many connections");
        assertThatThrownBy(() -> irc.heard(1, ":irc.local 471 abcd1 #abcd1 :Cannot join channel (channel is full)"))
                .isInstanceOf(BenchException.class);
    }

    @Test
    void pongsWithTheSameArgument() {
        byte[] line = "PING :irc.local".getBytes(US_ASCII);
        assertThat(new String(Protocol.Irc.pong(line, 5, line.length), US_ASCII)).isEqualTo("PONG :irc.local\r\n");
    }
}
