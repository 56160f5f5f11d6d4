package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PRIVMSG, NOTICE, TAGMSG and NICK (modern.ircdocs.horse, Sending Messages; IRCv3 message-tags). */
class IrcMessagesTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void wordsReachAllOthersInAChannel() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.sync();

        assertThat(bob.ask("PRIVMSG #TEA :hello  all")).isEmpty();
        bob.ask("NOTICE #tea :look");
        bob.ask("PRIVMSG #tea :\u0001ACTION waves\u0001");
        bob.ask("PRIVMSG #tea ::)");

        assertThat(ann.sync()).containsExactly(
                "bob PRIVMSG #tea :hello  all", "bob NOTICE #tea look", "bob PRIVMSG #tea :\u0001ACTION waves\u0001",
                "bob PRIVMSG #tea ::)");
    }

    @Test
    void wordsReachOnePerson() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(bob.ask("PRIVMSG ANN :psst")).isEmpty();
        assertThat(bob.ask("PRIVMSG ann :\u0001VERSION\u0001")).isEmpty();
        assertThat(bob.ask("PRIVMSG bob :to myself")).containsExactly("bob PRIVMSG bob :to myself");
        assertThat(ann.sync()).containsExactly("bob PRIVMSG ann psst", "bob PRIVMSG ann \u0001VERSION\u0001");
        ann.ask("AWAY :out for a walk");
        assertThat(bob.ask("PRIVMSG ann :there?")).containsExactly("301 ann :out for a walk");
        assertThat(bob.ask("NOTICE ann :there?")).isEmpty();
    }

    @Test
    void mistakesAreAnsweredButNotInNotices() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("PRIVMSG")).containsExactly("411 :No recipient given (PRIVMSG)");
        assertThat(ann.ask("PRIVMSG bob")).containsExactly("412 :No text to send");
        assertThat(ann.ask("PRIVMSG bob :")).containsExactly("412 :No text to send");
        assertThat(ann.ask("PRIVMSG bob :hm")).containsExactly("401 bob :No such nick/channel");
        assertThat(ann.ask("PRIVMSG #tea :hm")).containsExactly("403 #tea :No such channel");
        assertThat(ann.ask("PRIVMSG a,b,c,d,e :hm")).singleElement().asString().startsWith("407 ");
        for (String notice : List.of("NOTICE", "NOTICE bob", "NOTICE bob :hm", "NOTICE #tea :hm")) {
            assertThat(ann.ask(notice)).as(notice).isEmpty();
        }
    }

    @Test
    void severalTargetsAreEachServed() {
        IrcPerson ann = IrcPerson.enterAt(server, "#a", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#a,#b", "bob");
        ann.sync();

        assertThat(bob.ask("PRIVMSG ann,#a,nobody,#b :hi")).containsExactly("401 nobody :No such nick/channel");

        assertThat(ann.sync()).containsExactlyInAnyOrder("bob PRIVMSG ann hi", "bob PRIVMSG #a hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVMSG", "NOTICE", "TAGMSG"})
    void aMessageCanBeForThoseWithARankOnly(String command) {
        String text = command.equals("TAGMSG") ? "" : " :psst";
        String shown = command.equals("TAGMSG") ? "" : " psst";
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "message-tags");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", "message-tags");
        IrcPerson cid = IrcPerson.enterAt(server, "#tea", "cid", "message-tags");
        ann.ask("MODE #tea +v bob");
        bob.sync();
        cid.sync();

        cid.ask("@+a " + command + " @#tea" + text);
        assertThat(ann.sync()).containsExactly("cid " + command + " @#tea" + shown);
        cid.ask("@+a " + command + " +#tea" + text);
        assertThat(ann.sync()).containsExactly("cid " + command + " +#tea" + shown);
        assertThat(bob.sync()).containsExactly("cid " + command + " +#tea" + shown);
        assertThat(cid.sync()).isEmpty();
    }

    @Test
    void tagsGoFromClientToClient() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "message-tags");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", "message-tags");
        IrcPerson old = IrcPerson.enterAt(server, "#tea", "old");
        ann.sync();
        old.sync();

        bob.ask("@+typing=active;unknown=x;time=2001 TAGMSG #tea");
        bob.ask("@+a/b=1\\:2\\s\\\\;+c PRIVMSG ann :hi");

        List<ReceivedLine> lines = ann.syncFully().stream().filter(line -> !line.command().equals("JOIN")).toList();
        assertThat(lines.get(0).brief()).isEqualTo("bob TAGMSG #tea");
        assertThat(lines.get(0).tags()).containsEntry("+typing", "active").containsOnlyKeys("+typing", "msgid");
        assertThat(lines.get(1).tags()).containsEntry("+a/b", "1;2 \\").containsEntry("+c", "");
        assertThat(old.sync()).isEmpty();
        assertThat(old.ask("TAGMSG #tea")).containsExactly("421 TAGMSG :Unknown command");
    }

    @Test
    void whatIsTooLongForALineIsRefused() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "message-tags");
        String start = "PRIVMSG ann :";

        assertThat(ann.ask(start + "x".repeat(511 - start.length()))).containsExactly("417 :Input line was too long");
        assertThat(ann.ask("@+a=" + "x".repeat(4_091) + " TAGMSG ann"))
                .as("4,094 bytes of tags, which are all that is allowed").containsExactly("ann TAGMSG ann");
        assertThat(ann.ask("@+a=" + "x".repeat(4_092) + " TAGMSG ann")).containsExactly("417 :Input line was too long");
        assertThat(ann.ask("@+a=" + "x".repeat(9_000) + " TAGMSG ann")).containsExactly("417 :Input line was too long");
        assertThat(ann.ask("x".repeat(20_000))).containsExactly("417 :Input line was too long");
    }

    @Test
    void aLineThatWouldReachOthersTooLongIsRefused() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.sync();
        String start = "PRIVMSG #tea :";
        int source = bob.askFully("PRIVMSG bob hi").get(0).source().length() + 2;
        String longest = "x".repeat(510 - source - start.length());

        assertThat(bob.ask(start + longest)).isEmpty();
        assertThat(ann.sync()).containsExactly("bob PRIVMSG #tea " + longest);
        assertThat(bob.ask(start + longest + "x")).containsExactly("417 :Input line was too long");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.sync();

        bob.client().sendBytes("PRIVMSG #tea :caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(bob.sync()).singleElement().asString().startsWith("FAIL PRIVMSG INVALID_UTF8 :");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void aNewNicknameIsToldToAllOnce() {
        IrcPerson ann = IrcPerson.enterAt(server, "#a,#b", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#a,#b", "bob");
        IrcPerson loner = IrcPerson.enter(server, "loner");
        ann.sync();

        assertThat(bob.ask("NICK bobby")).containsExactly("bob NICK bobby");
        assertThat(ann.sync()).containsExactly("bob NICK bobby");
        assertThat(bob.ask("NICK Bobby")).as("another case").containsExactly("bobby NICK Bobby");
        assertThat(bob.ask("NICK Bobby")).as("the same again").isEmpty();
        assertThat(bob.ask("NICK ANN")).containsExactly("433 ANN :Nickname is already in use");
        assertThat(bob.ask("NICK")).containsExactly("431 :No nickname given");
        assertThat(loner.ask("NICK alone")).containsExactly("loner NICK alone");
        assertThat(ann.ask("PRIVMSG bobby :hi")).contains("bobby NICK Bobby");
        bob.expect("ann PRIVMSG Bobby hi");
    }

    @Test
    void unknownCommandsAreNamed() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("NOSUCH thing")).containsExactly("421 NOSUCH :Unknown command");
        assertThat(ann.ask("nosuch")).containsExactly("421 NOSUCH :Unknown command");
        assertThat(ann.ask("")).isEmpty();
        assertThat(ann.ask("   ")).isEmpty();
        assertThat(ann.ask(":ann")).isEmpty();
        assertThat(ann.ask(":ann!x@y  PRIVMSG  ann  :a source is passed over")).containsExactly(
                "ann PRIVMSG ann :a source is passed over");
    }
}
