package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.directory.SharedDirectory;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.order.SharedStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody of one node comes again from another address, and the people of another node learn of it. */
class MovedElsewhereTest {
    private final SharedStream stream = new SharedStream();
    private final SharedDirectory directory = new SharedDirectory();
    private final House here =
            new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("a")));
    private final House there =
            new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("b")));

    @AfterEach
    void close() {
        here.chat.close();
        there.chat.close();
        directory.close();
        stream.close();
    }

    private void settle() {
        stream.settle();
        directory.settle();
    }

    @Test
    void theAddressAndTheHostOfNowAreKnown() {
        User bob = there.enter("bob");
        User follower = here.enter("cay");
        done(here.chat.watchList().follow(follower, "bob"));
        settle();
        reads(follower);

        there.chat.newcomers().comeAgain(bob, "10.0.0.2", new Profile("b", "", "there"));
        settle();

        User known = here.chat.find("bob").orElseThrow();
        assertThat(known.address()).isEqualTo("10.0.0.2");
        assertThat(known.profile().host()).isEqualTo("there");
        assertThat(reads(follower)).containsExactly("bob HOST b@there");
    }
}
