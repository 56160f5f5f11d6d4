package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomLimitsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private static void join(ChatClient client, String room) {
        client.send("/join " + room);
        client.expectStart("* you are in " + room);
        client.sync();
    }

    @Test
    void thereAreOnlySoManyRoomsForEachAndForAll() {
        server.limit(Limit.ROOMS_PER_USER, 2).limit(Limit.ROOMS, 3).limit(Limit.MEMBERS, 2);
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        join(ann, "cats");
        join(bob, "dogs");

        ann.send("/join mice");
        assertThat(ann.expectStart("* you are in 2 rooms")).contains("/leave");
        ann.send("/leave cats");
        ann.expectStart("* you left");
        join(ann, "mice");
        ann.send("/leave lobby");
        ChatClient cid = server.enter("cid");
        cid.send("/join birds");
        assertThat(cid.expectStart("* there are 3 rooms")).contains("/rooms");
    }

    @Test
    void aFullRoomTakesNobody() {
        server.limit(Limit.MEMBERS, 2);
        server.enter("ann");
        server.enter("bob");

        ChatClient cid = server.connect();

        cid.expectStart("* lobby is full (2 people)");
        assertThat(cid.expectStart("* you are in no room")).contains("/join");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"a!b | !", "#a,b | ,", "x\u202ey | the character U+202E"})
    void aRoomsNameHasNoOddCharacters(String name, String named) {
        ChatClient ann = server.enter("ann");
        ann.send("/join " + name);
        assertThat(ann.next().replace("'", "")).startsWith("* a rooms name cannot contain " + named);
    }
}
