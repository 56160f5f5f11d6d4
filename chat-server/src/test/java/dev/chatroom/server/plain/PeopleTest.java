package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeopleTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private ChatClient ann;
    private ChatClient bob;
    private ChatClient cid;

    @BeforeEach
    void threeAreHere() {
        ann = server.enter("ann");
        bob = server.enter("bob");
        cid = server.enter("cid");
        ann.sync();
        bob.sync();
    }

    @Test
    void aPrivateMessageIsReadByItsRecipientAlone() {
        bob.send("/msg ann psst,  a secret");

        bob.expectNext("* sent to ann");
        ann.expectNext("bob (private): psst,  a secret");
        assertThat(cid.sync()).isEmpty();
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void aRecipientIsFoundInWhateverCase() {
        bob.send("/msg ANN hi");
        bob.expectNext("* sent to ann");
        ann.expectNext("bob (private): hi");
    }

    @Test
    void aPrivateMessageCrossesRooms() {
        bob.send("/join cats");
        bob.expectStart("* you are in cats");
        bob.send("/leave lobby");
        ann.expectNext("* bob left");

        bob.send("/msg ann hi");

        ann.expectNext("bob (private): hi");
    }

    @Test
    void aPrivateMessageToNobodyIsRefused() {
        bob.send("/msg zoe hi");
        assertThat(bob.next()).startsWith("* nobody here is called zoe").contains("/who");
    }

    @Test
    void theSenderIsToldThatTheRecipientIsAway() {
        ann.send("/away lunch");
        ann.expectStart("* you are away");
        bob.send("/msg ann hungry?");
        bob.expectNext("* sent to ann, who is away: lunch");
        ann.expectNext("bob (private): hungry?");
    }

    @Test
    void aReplyGoesToWhoToldLast() {
        bob.send("/msg ann from bob");
        ann.expectNext("bob (private): from bob");
        cid.send("/msg ann from cid");
        ann.expectNext("cid (private): from cid");

        ann.send("/reply thanks");

        ann.expectNext("* sent to cid");
        cid.expect("ann (private): thanks");
        assertThat(bob.until("* sent to ann"::equals, "the acknowledgement")).hasSize(1);
        assertThat(bob.sync()).isEmpty();
    }

    @Test
    void withoutAPrivateMessageThereIsNobodyToReplyTo() {
        ann.send("/reply hello?");
        ann.expectNext("* nobody has sent you a private message yet");
    }

    @Test
    void whoIsIgnoredIsNotHeard() {
        ann.send("/ignore bob");
        ann.expectNext("* you ignore bob now; /unignore bob ends that");

        bob.send("nonsense");
        bob.send("/me shouts");
        bob.send("/msg ann listen!");
        bob.expectNext("* sent to ann");
        cid.expectNext("bob: nonsense");

        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void whoIsIgnoredIsIgnoredUnderAnotherNameToo() {
        ann.send("/ignore bob");
        ann.expectStart("* you ignore bob");
        bob.send("/nick robert");
        bob.send("nonsense");
        bob.sync();
        assertThat(ann.sync()).containsExactly("* bob is now robert");
        ann.send("/unignore robert");
        ann.expectNext("* you no longer ignore robert");
    }

    @Test
    void whatSomebodyIgnoredWritesElsewhereIsNotShownEither() {
        ann.send("/join den");
        ann.expectStart("* you are in den");
        for (ChatClient other : List.of(bob, cid)) {
            other.send("/join den");
            other.expectStart("* you are in den");
        }
        ann.send("/op bob");
        ann.expect("* you made bob an operator of den");
        ann.send("/ignore bob");
        ann.expect("* you ignore bob now; /unignore bob ends that");

        bob.send("/topic buy my nonsense");
        bob.send("/topic");
        bob.send("/topic -");
        bob.send("/kick cid for my nonsense");
        bob.send("/quit nonsense for all");
        bob.rest();

        assertThat(ann.sync()).contains("* bob changed the topic", "* bob put cid out", "* bob left")
                .noneMatch(line -> line.contains("nonsense"));
    }

    @Test
    void whoIsIgnoredIsListedByThePresentName() {
        ann.send("/ignore bob");
        ann.expectStart("* you ignore bob");
        bob.send("/nick robert");
        ann.expectNext("* bob is now robert");

        ann.send("/ignore");
        ann.expectNext("* you ignore: robert (was bob)");
        ann.send("/unignore robert");
        ann.send("/ignore");
        ann.expect("* you ignore nobody");
    }

    @Test
    void historyDoesNotShowWhoIsIgnored() {
        ann.send("/ignore bob");
        ann.expectStart("* you ignore bob");
        bob.send("nonsense");
        bob.sync();
        cid.send("sense");
        cid.sync();

        ann.send("/history");

        ann.expect("* the last message in lobby:");
        assertThat(ann.next()).endsWith("cid: sense");
    }

    @Test
    void whoIsNoLongerIgnoredIsHeard() {
        ann.send("/ignore bob");
        ann.send("/ignore");
        ann.expect("* you ignore: bob");
        ann.send("/unignore BOB");
        ann.expectStart("* you no longer ignore");
        ann.send("/ignore");
        ann.expectNext("* you ignore nobody");

        bob.send("hello");

        ann.expectNext("bob: hello");
    }

    @Test
    void onlyOthersWhoAreHereCanBeIgnored() {
        ann.send("/ignore zoe");
        assertThat(ann.next()).startsWith("* nobody here is called zoe");
        ann.send("/ignore ann");
        assertThat(ann.next()).isEqualTo("* you cannot ignore yourself");
        ann.send("/unignore bob");
        ann.expectNext("* you do not ignore bob");
    }

    @Test
    void whoWasNotAwayIsNotBack() {
        ann.send("/back");
        ann.expectNext("* you were not away");
    }
}
