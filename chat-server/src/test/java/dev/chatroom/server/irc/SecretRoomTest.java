package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.irc.command.CommandTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To those outside, a secret channel is as good as none; and what a channel keeps for its members, they do not see. */
class SecretRoomTest {
    private static final String ALL = "batch labeled-response echo-message message-tags standard-replies chghost"
            + " away-notify extended-join draft/chathistory draft/event-playback draft/message-redaction"
            + " draft/read-marker userhost-in-names multi-prefix";

    /** Every command, in all the ways in which it can name a channel; without ROOM it is only said to exist. */
    private static final List<String> REQUESTS = List.of(
            "PART ROOM", "PART ROOM :bye", "TOPIC ROOM", "TOPIC ROOM :x", "TOPIC ROOM :", "INVITE bob ROOM",
            "INVITE ann ROOM", "INVITE nobody ROOM", "INVITE ROOM", "INVITE", "KICK ROOM ann", "KICK ROOM nobody :x",
            "KICK ROOM eve", "NAMES ROOM", "NAMES", "LIST", "LIST ROOM", "LIST #*", "LIST !ROOM", "LIST <9,>0",
            "MODE ROOM", "MODE ROOM b", "MODE ROOM +b", "MODE ROOM eI", "MODE ROOM k", "MODE ROOM +o eve",
            "MODE ROOM +o ann", "MODE ROOM +o nobody", "MODE ROOM -s", "MODE ROOM +xyz", "MODE ROOM +l x",
            "MODE ROOM +b x!y@z",
            "PRIVMSG ROOM :x", "PRIVMSG @ROOM :x", "PRIVMSG +ROOM :x", "PRIVMSG ROOM,eve :x",
            "PRIVMSG ROOM :\u0001ACTION x\u0001", "PRIVMSG ROOM", "NOTICE ROOM :x", "NOTICE @ROOM :x", "TAGMSG ROOM",
            "@+typing=active TAGMSG ROOM", "@+typing=active TAGMSG @ROOM",
            "WHO ROOM", "WHO ROOM o", "WHO ROOM %cnuhfao,7", "WHO ann", "WHO *", "WHO 0", "WHOIS ann",
            "WHOIS ROOM", "WHOIS ann ann", "WHOWAS ROOM", "USERHOST ROOM", "USERHOST ann", "ISON ROOM",
            "MONITOR + ROOM", "MONITOR + ann", "MONITOR L", "MONITOR S",
            "REDACT ROOM 1", "REDACT ROOM 1 :x", "MARKREAD ROOM", "MARKREAD ROOM timestamp=2026-03-01T12:00:00.000Z",
            "SEARCH in=ROOM", "SEARCH text=x;in=ROOM", "SEARCH text=x", "SEARCH x ROOM",
            "CHATHISTORY LATEST ROOM * 10", "CHATHISTORY BEFORE ROOM timestamp=2036-03-01T12:00:00.000Z 9",
            "CHATHISTORY AFTER ROOM msgid=1 9", "CHATHISTORY AROUND ROOM msgid=1 9",
            "CHATHISTORY BETWEEN ROOM msgid=1 timestamp=2036-03-01T12:00:00.000Z 9",
            "CHATHISTORY TARGETS timestamp=2016-03-01T12:00:00.000Z timestamp=2036-03-01T12:00:00.000Z 9",
            "CAP LS", "NICK ROOM", "USER ROOM 0 * :x", "PASS ROOM", "PING ROOM", "PONG ROOM", "AWAY :ROOM",
            "SETNAME :ROOM", "MOTD ROOM", "LUSERS ROOM", "VERSION ROOM", "TIME ROOM", "INFO ROOM", "ADMIN ROOM",
            "LINKS ROOM", "STATS ROOM", "HELP ROOM", "HELPOP ROOM", "OPER ROOM", "KILL ROOM :x", "WALLOPS ROOM",
            "DLINE ROOM", "UNDLINE ROOM", "KNOCK ROOM", "QUIT :ROOM",
            // Whoever joins learns it, as on every server: by coming in, or by what keeps them out.
            "JOIN");

    private final Clock still = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @AutoClose
    private final Chat chat = Chat.builder()
            .limits(Limits.standard().with(Limit.RATE, 0).with(Limit.BURST, 1))
            .clock(still)
            .executor(Runnable::run)
            .open();

    private final ServerContext context =
            new ServerContext(chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, still);
    private final Person ann = Person.irc(context, "ann", "");
    private final Person bob = Person.irc(context, "bob", "");

    private List<String> asked(Person person, String request, String room) {
        List<String> unused = person.read();
        boolean tagged = request.startsWith("@+");
        String line = tagged ? "@label=7;" + request.substring(1) : "@label=7 " + request;
        Next next = WholeAnswers.take(person.dialect, line.replace("ROOM", room));
        return next instanceof Next.End
                ? List.of("the end")
                : person.read().stream()
                        .map(one -> one.replaceAll("(?i)" + room.substring(1), "ROOM").replaceAll("msgid=\\w+",
                                "msgid=ID"))
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-n", "+m", "+k key", "+i", "+t", "+b *!*@*"})
    void noCommandTellsASecretChannelFromNone(String further) {
        ann.does("JOIN #hidden", "MODE #hidden +s", "TOPIC #hidden :x", "MODE #hidden +b dan!*@*",
                "PRIVMSG #hidden :x");
        if (!further.isEmpty()) {
            ann.does("MODE #hidden " + further);
        }
        for (String request : REQUESTS) {
            Person eve = Person.irc(context, "eve", ALL);
            List<String> ofNone = asked(eve, request, "#absent");
            chat.leave(eve.user, "");
            Person again = Person.irc(context, "eve", ALL);
            assertThat(asked(again, request, "#hidden")).as(request).isEqualTo(ofNone);
            chat.leave(again.user, "");
        }
    }

    @Test
    void everyCommandIsAmongThoseAsked() {
        Set<String> asked = REQUESTS.stream()
                .map(request -> request.replaceFirst("^@\\S+ ", "").replaceFirst(" .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).containsAll(CommandTable.COMMANDS.keySet());
    }

    @Test
    void theListsOfAChannelAreForItsMembersAndThoseWhoRunTheServer() {
        ann.does("JOIN #tea", "MODE #tea +beI dan!*@* fay!*@* gus!*@*", "MODE #tea +k key");
        Stream.of("b", "e", "I").forEach(list -> assertThat(asked(bob, "MODE ROOM " + list, "#tea"))
                .containsExactly(":chatroom.chat 442 bob #ROOM :You're not on that channel"));
        assertThat(asked(bob, "MODE ROOM", "#tea")).first().asString().endsWith("+nk *");

        bob.does("JOIN #tea key");
        assertThat(asked(bob, "MODE ROOM b", "#tea")).hasSize(2).first().asString().contains(" dan!*@* ");
        assertThat(asked(bob, "MODE ROOM", "#tea")).first().asString().endsWith("+nk key");

        bob.does("PART #tea");
        bob.user.set(UserMode.SERVER_OPERATOR, true);
        assertThat(asked(bob, "MODE ROOM b", "#tea")).hasSize(2).first().asString().contains(" dan!*@* ");
    }

    @Test
    void thoseWhoRunTheServerSeeAllChannels() {
        ann.does("JOIN #hidden", "MODE #hidden +s");
        assertThat(asked(bob, "LIST", "#hidden")).noneMatch(line -> line.contains("#ROOM"));
        bob.user.set(UserMode.SERVER_OPERATOR, true);
        assertThat(asked(bob, "LIST", "#hidden")).anyMatch(line -> line.contains(" 322 bob #ROOM "));
        assertThat(asked(bob, "NAMES ROOM", "#hidden")).first().asString().endsWith(":@ann");
        assertThat(asked(bob, "WHOIS ann", "#hidden")).anyMatch(line -> line.endsWith(" 319 bob ann :@#ROOM"));
        assertThat(asked(bob, "PRIVMSG ROOM :x", "#hidden")).singleElement().asString().contains(" 404 ");
    }
}
