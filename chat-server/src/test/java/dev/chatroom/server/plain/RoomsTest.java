package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private static void join(ChatClient client, String room) {
        client.send("/join " + room);
        client.expectStart("* you are in " + room);
        client.sync();
    }

    @Test
    void whoJoinsARoomIsShownAroundAndThoseInItAreTold() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.send("/join cats");
        ann.expect("* you are in cats; no topic is set");
        ann.expectNext("* you are the first here, so you run this room; /help operators");
        ann.send("/topic meow");
        ann.expect("* you changed the topic of cats to: meow");
        ann.send("anyone?");
        ann.send("/topic");
        ann.expectNext("* topic: meow");

        bob.send("/join cats");

        bob.expect("* you are in cats; topic: meow");
        bob.expectNext("* 2 here: ann and you");
        bob.expectNext("* the last message in cats:");
        assertThat(bob.next()).endsWith(" ann: anyone?");
        ann.expectNext("* bob joined");
    }

    @Test
    void aLineIsSaidToTheCurrentRoomAlone() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();
        join(bob, "cats");

        bob.send("meow");
        bob.sync();

        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void linesFromAnotherThanTheCurrentRoomCarryItsName() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ChatClient cid = server.enter("cid");
        join(bob, "cats");
        join(cid, "cats");
        bob.sync();

        ann.send("hello lobby");
        bob.expectNext("[lobby] ann: hello lobby");
        cid.send("hello cats");
        bob.expectNext("cid: hello cats");
        ann.send("/me waves");
        bob.expectNext("[lobby] ~ ann waves");
    }

    @Test
    void joiningARoomOneIsInGoesBackToIt() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(bob, "cats");
        ann.sync();

        bob.send("/join LOBBY");
        bob.expect("* you are now talking in lobby");
        bob.send("back again");

        ann.expectNext("bob: back again");
    }

    @ParameterizedTest
    @CsvSource({"cats, #cats", "cats, CATS", "#Cats, cats", "ΣΑΣ, σας"})
    void aRoomHasOneNameInWhateverCaseWithOrWithoutItsSign(String one, String other) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.send("/join " + one);
        ann.sync();
        bob.send("/join " + other);

        ann.expect("* bob joined");
    }

    @Test
    void whoLeavesARoomTalksInTheOneBefore() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(ann, "cats");
        join(bob, "cats");

        bob.send("/leave");

        bob.expect("* you left cats; you are now talking in lobby");
        ann.expect("* bob left");
        bob.send("hello lobby");
        ann.expectNext("[lobby] bob: hello lobby");
    }

    @Test
    void whoHasTurnedToARoomTalksThereAgainAfterLeavingAnother() {
        ChatClient bob = server.enter("bob");
        join(bob, "cats");
        join(bob, "dogs");
        bob.send("/join lobby");
        bob.expect("* you are now talking in lobby");
        join(bob, "fish");

        bob.send("/leave");

        bob.expect("* you left fish; you are now talking in lobby");
        bob.send("/leave");
        bob.expect("* you left lobby; you are now talking in dogs");
        bob.send("/leave cats");
        bob.expect("* you left cats; you are still talking in dogs");
        bob.send("/leave");
        bob.expectStart("* you left dogs; you are in no room now");
    }

    @Test
    void aRoomThatIsNotTheCurrentOneCanBeLeft() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(bob, "cats");
        ann.sync();

        bob.send("/leave lobby");

        ann.expectNext("* bob left");
        bob.expect("* you left lobby; you are still talking in cats");
        ann.send("gone?");
        ann.sync();
        assertThat(bob.sync()).isEmpty();
    }

    @Test
    void whoIsInNoRoomIsToldHowToEnterOne() {
        ChatClient bob = server.enter("bob");
        bob.send("/leave");
        assertThat(bob.next()).startsWith("* you left lobby").contains("/join");

        for (String line : new String[] {"hello?", "/me waves", "/topic", "/topic x", "/who", "/history", "/leave"}) {
            bob.send(line);
            bob.expectNext("* you are in no room; /join ROOM to enter one");
        }
        bob.send("/nick robert");
        bob.expectNext("* you are now robert");
        bob.send("/join lobby");
        bob.expectNext("* you are in lobby; no topic is set");
    }

    @Test
    void aReasonMayFollowTheRoomThatIsLeft() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(ann, "cats");
        join(bob, "cats");
        ann.sync();

        bob.send("/leave cats  good night, all");

        ann.expectNext("* bob left (good night, all)");
        bob.send("/leave bye");
        bob.expect("* you are not in bye");
        bob.send("/help leave");
        bob.expect("* what follows a ROOM is the reason that is given");
    }

    @Test
    void whoIsNotInARoomCannotLeaveIt() {
        ChatClient bob = server.enter("bob");
        bob.send("/leave dogs");
        bob.expectNext("* you are not in dogs");
        bob.send("/leave no such thing");
        assertThat(bob.next()).startsWith("* you are not in");
    }

    @Test
    void whoIsSharedInTwoRoomsIsRenamedOnce() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(ann, "cats");
        join(bob, "cats");
        ann.sync();

        bob.send("/nick robert");
        bob.expectNext("* you are now robert");
        assertThat(bob.sync()).isEmpty();
        bob.send("/leave");
        bob.send("that was once");

        assertThat(ann.until(line -> line.endsWith("that was once"), "the end"))
                .filteredOn(line -> line.contains("is now robert"))
                .hasSize(1);
    }

    @Test
    void whoIsSharedInTwoRoomsLeavesTheChatOnce() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ChatClient cid = server.enter("cid");
        join(ann, "cats");
        join(bob, "cats");
        join(cid, "cats");

        bob.send("/quit");
        bob.rest();
        cid.send("that was once");
        cid.send("/join lobby");
        cid.send("that was all");

        assertThat(ann.until(line -> line.endsWith("that was all"), "the end"))
                .filteredOn(line -> line.contains("bob left"))
                .hasSize(1);
    }

    @Test
    void whoIsSharedInTwoRoomsLeavesTheOneThatIsLookedAt() {
        for (int i = 0; i < 20; i++) {
            ChatClient ann = server.enter("ann" + i);
            ChatClient bob = server.enter("bob" + i);
            join(ann, "cats" + i);
            join(bob, "cats" + i);
            ann.sync();
            if (i % 2 == 0) {
                ann.send("/join lobby");
                ann.expect("* you are now talking in lobby");
            }

            bob.send("/quit");

            assertThat(ann.expectEnd("bob" + i + " left")).isEqualTo("* bob" + i + " left");
            ann.send("/quit");
            assertThat(ann.rest()).noneMatch(line -> line.contains("bob"));
        }
    }

    @Test
    void roomsAreListedTheFullestFirst() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(ann, "cats");
        join(bob, "dogs");
        bob.send("/topic woof");
        bob.expect("* you changed the topic of dogs to: woof");

        ann.send("/rooms");

        ann.expect("* 3 rooms:");
        assertThat(ann.next()).contains("lobby (2)");
        assertThat(ann.next()).contains("cats (1)");
        assertThat(ann.next()).contains("dogs (1): woof");
    }

    @Test
    void aRoomThatEmptiesIsForgottenAndTheFirstOneIsKept() {
        ChatClient ann = server.enter("ann");
        ann.send("/topic tea");
        join(ann, "cats");
        ann.send("meow");
        ann.send("/leave cats");
        ann.expectStart("* you left cats");
        ann.send("/leave lobby");
        ann.expectStart("* you left lobby");

        ann.send("/rooms");
        ann.expect("* 1 room:");
        assertThat(ann.next()).contains("lobby (0): tea");
        ann.send("/join cats");
        ann.expectNext("* you are in cats; no topic is set");
        ann.expectNext("* you are the first here, so you run this room; /help operators");
        assertThat(ann.sync()).isEmpty();
    }
}
