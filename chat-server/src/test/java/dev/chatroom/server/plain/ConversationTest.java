package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversationTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aLineGoesToEverybodyElse() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ChatClient cid = server.enter("cid");
        bob.sync();

        ann.send("hello all");

        bob.expectNext("ann: hello all");
        cid.expectNext("ann: hello all");
    }

    @Test
    void aLineDoesNotComeBackToItsSender() {
        ChatClient ann = server.enter("ann");

        ann.send("is there an echo?");
        ann.send("/me listens");

        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void anActionIsMarked() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        ann.sync();
        bob.send("/me waves");

        ann.expectNext("~ bob waves");
    }

    @Test
    void aLineThatBeginsWithTwoSlashesIsSaidWithOne() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.send("//etc/hosts");

        ann.expect("bob: /etc/hosts");
    }

    @Test
    void anEmptyLineSaysNothing() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send("");
        bob.send("   ");
        bob.send("\t");
        assertThat(bob.sync()).isEmpty();

        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void theOthersAreToldWhoComesTakesANameAndLeaves() {
        ChatClient ann = server.enter("ann");

        ChatClient bob = server.enter("bob");
        bob.close();

        ann.expectNext("* guest-2 joined");
        ann.expectNext("* guest-2 is now bob");
        ann.expectNext("* bob left");
    }

    @Test
    void everybodyReadsTheLinesOfOneSenderInOrder() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();
        List<String> said = IntStream.range(0, 5_000).mapToObj(i -> "line " + i).toList();

        bob.sendText(String.join("\n", said) + "\nthe end\n");

        List<String> read = ann.until("bob: the end"::equals, "the end");
        assertThat(read.subList(0, read.size() - 1)).containsExactlyElementsOf(
                said.stream().map(line -> "bob: " + line).toList());
    }

    @Test
    void whoLeavesAndComesBackIsSomebodyNew() {
        ChatClient ann = server.enter("ann");
        server.enter("bob").close();
        ann.expect("* bob left");

        server.enter("bob");

        ann.expectNext("* guest-3 joined");
        ann.expectNext("* guest-3 is now bob");
    }

    @Test
    void spacesAtTheEndOfALineAreDroppedAndThoseAtItsBeginningKept() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.send("  indented  ");

        ann.expect("bob:   indented");
    }
}
