package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Profile;
import org.junit.jupiter.api.Test;

/** Somebody of one node comes again from another address, and the people of another node learn of it. */
class MovedElsewhereTest extends TwoNodesScene {
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
