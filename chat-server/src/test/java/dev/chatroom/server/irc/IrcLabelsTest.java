package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every labelled request has one labelled answer: a line, a batch with all of the answer in it, or ACK (IRCv3
 * labeled-response).
 */
class IrcLabelsTest {
    private static final String[] LABELS = {"labeled-response", "batch", "echo-message", "message-tags", "setname"};

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @ParameterizedTest
    @ValueSource(strings = {"PONG x", "PRIVMSG away :hi", "NOTICE bob :hi", "MODE #tea +n", "MONITOR - bob",
        "NOTICE nobody :hi",
        "JOIN #tea", "JOIN #new", "JOIN #new,#newer", "JOIN #new,bad", "JOIN bad", "PART #tea", "PART #tea,#nowhere",
        "PART #nowhere", "PRIVMSG #tea :hi", "PRIVMSG #tea,bob :hi", "PRIVMSG nobody :hi", "TAGMSG #tea",
        "PRIVMSG #tea,nobody :hi",
        "TOPIC #tea", "TOPIC #tea :new", "NICK ann2", "NICK bob", "NICK ann", "MODE #tea", "MODE #tea +m",
        "MODE #tea b", "MODE #tea +xt", "MODE ann +i", "KICK #tea bob", "KICK #tea bob,nobody", "KICK #tea nobody",
        "KICK #tea ann,bob", "REDACT #tea 1", "MARKREAD #tea",
        "INVITE away #tea", "INVITE nobody #tea", "WHO #tea", "WHOIS bob", "WHOIS nobody", "WHOWAS nobody",
        "USERHOST bob",
        "AWAY :x", "AWAY", "SETNAME :New", "SETNAME :", "LIST", "NAMES #tea", "NAMES", "LUSERS", "MOTD", "HELP",
        "VERSION",
        "CHATHISTORY LATEST #tea * 10", "CHATHISTORY LATEST #nowhere * 10", "CHATHISTORY", "CAP LIST", "CAP REQ batch",
        "OPER a b", "WALLOPS :hi", "KILL bob :x", "NOSUCH", "PING x", "USER a b c d", "JOIN 0", "MONITOR + bob,nobody",
        "PRIVMSG ann :to myself", "PRIVMSG", "ISON bob"})
    void everyAnswerIsLabelledOnce(String request) {
        IrcPerson away = IrcPerson.enter(server, "away");
        away.ask("AWAY :gone");
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", LABELS);
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        // Leaving the others without one would be remarked on besides.
        ann.ask("MODE #tea +o bob");

        List<ReceivedLine> lines = ann.askFully("@label=one\\:two " + request);
        lines = request.equals("PRIVMSG ann :to myself") ? unlabelledOut(lines) : lines;

        assertThat(lines).as("an answer").isNotEmpty();
        ReceivedLine first = lines.get(0);
        assertThat(first.tag("label")).as("the label of %s", lines).isEqualTo("one;two");
        assertThat(lines.subList(1, lines.size())).noneMatch(line -> line.tags().containsKey("label"));
        if (first.command().equals("BATCH")) {
            String reference = first.parameters().get(0).substring(1);
            assertThat(lines.get(lines.size() - 1).brief()).as("%s", lines).isEqualTo("BATCH -" + reference);
            assertThat(lines.subList(1, lines.size() - 1))
                    .allMatch(line -> line.tag("batch").equals(reference), "in the batch");
        } else {
            assertThat(lines).as("without a batch").hasSize(1);
        }
        assertThat(bob.syncFully()).noneMatch(line -> line.tags().containsKey("label"));
    }

    private static List<ReceivedLine> unlabelledOut(List<ReceivedLine> lines) {
        assertThat(lines).hasSize(2);
        return lines.stream().filter(line -> line.tags().containsKey("label")).toList();
    }

    @Test
    void whatIsRemarkedOnBesidesHasNoLabel(@TempDir Path folder) {
        server.configure(config -> config.data(DataConfig.in(folder)));
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", LABELS);
        IrcPerson.enterAt(server, "#tea", "bob");
        ann.sync();

        List<ReceivedLine> lines = ann.askFully("@label=x PART #tea");

        assertThat(lines).extracting(ReceivedLine::command).containsExactly("PART", "NOTICE");
        assertThat(lines).extracting(line -> line.tags().containsKey("label")).containsExactly(true, false);
    }

    @Test
    void whatHasNoAnswerIsAcknowledged() {
        IrcPerson ann = IrcPerson.enter(server, "ann", LABELS);

        assertThat(ann.ask("@label=x PONG 1")).containsExactly("ACK");
        assertThat(ann.ask("@label=x MONITOR C")).containsExactly("ACK");
        assertThat(ann.ask("@label=x CAP END")).containsExactly("ACK");
        assertThat(ann.ask("@label= PONG 1")).as("no label").isEmpty();
    }

    /** A label is kept with what its client does, so it cannot be long. */
    @Test
    void aLabelOfMoreThan64CharactersIsNone() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", LABELS);

        assertThat(ann.ask("@label=" + "x".repeat(64) + " PONG 1")).containsExactly("ACK");
        assertThat(ann.ask("@label=" + "x".repeat(65) + " PONG 1")).as("no label").isEmpty();
        assertThat(ann.askFully("@label=" + "x".repeat(65) + " PRIVMSG #tea :hi"))
                .singleElement().matches(line -> !line.tags().containsKey("label"));
    }

    @Test
    void whatChangesNothingIsAcknowledged() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", LABELS);
        ann.ask("MODE #tea +ntlkbv 5 fish *!*@x ann");

        assertThat(ann.ask("@label=x JOIN #tea")).containsExactly("ACK");
        assertThat(ann.ask("@label=x MODE #tea +ntl 5")).containsExactly("ACK");
        assertThat(ann.ask("@label=x MODE #tea +kbvo fish *!*@X ann ann")).containsExactly("ACK");
        assertThat(ann.ask("@label=x MODE #tea -smi")).containsExactly("ACK");
        assertThat(ann.ask("@label=x MODE #tea +nt-l")).hasSize(3).element(1).isEqualTo("ann MODE #tea -l");
    }

    @Test
    void nobodyElsesWordsPassForABatch() {
        IrcPerson away = IrcPerson.enter(server, "away");
        away.ask("AWAY :gone");
        IrcPerson ann = IrcPerson.enter(server, "ann", LABELS);

        List<ReceivedLine> lines = ann.askFully("@label=x PRIVMSG away :see BATCH +1 there");

        assertThat(lines).extracting(ReceivedLine::command).containsExactly("BATCH", "PRIVMSG", "301", "BATCH");
    }

    @Test
    void whoHasNotAskedForLabelsHasNone() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "message-tags", "batch");

        assertThat(ann.askFully("@label=x WHOIS ann")).noneMatch(line -> line.tags().containsKey("label"));
    }
}
