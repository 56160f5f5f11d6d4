package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.FormerUser;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.text.Nickname;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is remembered of those who were here. */
class FormerUsersTest {
    private final House house = new House(limits -> limits.with(Limit.FORMER_USERS, 3));
    private final Chat chat = house.chat;

    @Test
    void whoLeavesIsRememberedAsTheyWereCalledAndUntilWhen() {
        Profile profile = new Profile("~bob", "Robert", "host.example");
        User bob = house.enter("Bob", profile);
        assertThat(chat.former("bob")).as("while there").isEmpty();
        house.clock.advance(Duration.ofHours(1));
        Instant end = house.clock.instant();
        chat.leave(bob, "");
        house.clock.advance(Duration.ofHours(1));
        chat.leave(bob, "");

        assertThat(chat.former(" BOB ")).containsExactly(
                new FormerUser(new Author(bob.id(), new Nickname("Bob", "bob"), profile), end));
        assertThat(chat.former("rob")).isEmpty();
    }

    @Test
    void aNameThatWasGivenUpIsRememberedButNotAChangeOfCase() {
        User bob = house.enter("bob");
        done(chat.rename(bob, "BOB"));
        assertThat(chat.former("bob")).isEmpty();
        done(chat.rename(bob, "rob"));

        assertThat(names(chat.former("bob"))).containsExactly("BOB");
        assertThat(chat.former("rob")).isEmpty();
        assertThat(chat.find("rob")).contains(bob);
    }

    @Test
    void theNewestComesFirst() {
        List<Long> ids = IntStream.range(0, 3).mapToObj(i -> leave("bob")).toList();

        assertThat(chat.former("bob")).extracting(former -> former.author().userId())
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    }

    @Test
    void onlySoManyAreRememberedAndTheOldestIsForgottenFirst() {
        List.of("one", "two", "three").forEach(this::leave);
        assertThat(chat.former("one")).isNotEmpty();
        leave("four");

        assertThat(chat.former("one")).isEmpty();
        assertThat(List.of("two", "three", "four")).allMatch(name -> chat.former(name).size() == 1);
    }

    @Test
    void nobodyIsRememberedIfTheLimitSaysSo() {
        House forgetful = new House(limits -> limits.with(Limit.FORMER_USERS, 0));
        forgetful.chat.leave(forgetful.enter("bob"), "");

        assertThat(forgetful.chat.former("bob")).isEmpty();
    }

    @Test
    void whoWasNeverLetInWasNeverHere() {
        User guest = chat.arrive("test", Profile.NONE, () -> {
        });
        String name = guest.nickname().text();
        done(chat.rename(guest, "bob"));
        chat.leave(guest, "");

        assertThat(chat.former(name)).isEmpty();
        assertThat(chat.former("bob")).isEmpty();
    }

    private long leave(String nickname) {
        User user = chat.arrive("test", Profile.NONE, () -> {
        });
        done(chat.rename(user, nickname));
        chat.letIn(user);
        chat.leave(user, "");
        return user.id();
    }

    private static List<String> names(List<FormerUser> former) {
        return former.stream().map(one -> one.author().nickname().text()).toList();
    }
}
