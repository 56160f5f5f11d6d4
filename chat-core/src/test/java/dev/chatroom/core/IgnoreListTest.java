package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IgnoreListTest {
    private final House house = new House(limits -> limits.with(Limit.IGNORED, 2));
    private final Chat chat = house.chat;
    private final User bob = house.enter("bob");
    private final User pest = house.enter("Pest");

    @Test
    void whoIsIgnoredIsNotReadUnderAnyName() {
        assertThat(bob.ignores(pest.asAuthor())).isFalse();
        assertThat(done(chat.ignore(bob, "PEST")).text()).isEqualTo("Pest");
        assertThat(bob.ignores(pest.asAuthor())).isTrue();

        done(chat.rename(pest, "angel"));

        assertThat(bob.ignores(pest.asAuthor())).isTrue();
        assertThat(pest.ignores(bob.asAuthor())).as("the other way round").isFalse();
    }

    @Test
    void comingInAgainUnderTheSameNameDoesNotHelp() {
        done(chat.ignore(bob, "Pest"));
        chat.leave(pest, "");
        User again = house.enter("pEST");

        assertThat(bob.ignores(again.asAuthor())).isTrue();
        done(chat.rename(again, "angel"));
        assertThat(bob.ignores(again.asAuthor())).as("another user with another name").isFalse();
    }

    @Test
    void whoIsIgnoredIsListedByThePresentNameToo() {
        done(chat.ignore(bob, "Pest"));
        done(chat.rename(pest, "angel"));

        assertThat(chat.viewFor(bob).ignored()).singleElement().satisfies(one -> {
            assertThat(one.name().text()).isEqualTo("Pest");
            assertThat(one.now().text()).isEqualTo("angel");
        });
        chat.leave(pest, "");
        assertThat(chat.viewFor(bob).ignored()).singleElement()
                .satisfies(one -> assertThat(one.now()).isEqualTo(one.name()));
    }

    @Test
    void aMessageFromWhoIsIgnoredVanishesAndTheSenderIsNotTold() {
        done(chat.ignore(bob, "Pest"));

        assertThat(done(chat.tell(pest, "bob", "hello")).text()).isEqualTo("hello");

        assertThat(reads(bob)).isEmpty();
    }

    @Test
    void ignoringIsUndoneByTheOldNameOrTheNewOne() {
        done(chat.ignore(bob, "Pest"));
        done(chat.rename(pest, "angel"));
        done(chat.unignore(bob, "ANGEL"));
        assertThat(bob.ignores(pest.asAuthor())).isFalse();

        done(chat.ignore(bob, "angel"));
        chat.leave(pest, "");
        done(chat.unignore(bob, " Angel "));
        assertThat(chat.viewFor(bob).ignored()).isEmpty();
        assertThat(refusal(chat.unignore(bob, "angel"))).isEqualTo(new Refusal.NoSuchUser("angel"));
    }

    @Test
    void theListIsBoundedAndNamesAreSorted() {
        IntStream.range(0, 2).forEach(i -> house.enter("z" + (9 - i)));
        done(chat.ignore(bob, "z9"));
        done(chat.ignore(bob, "z8"));

        assertThat(refusal(chat.ignore(bob, "Pest"))).isEqualTo(new Refusal.TooManyIgnored(2));
        done(chat.ignore(bob, "z9"));
        assertThat(chat.viewFor(bob).ignored()).extracting(one -> one.name().text()).containsExactly("z8", "z9");
    }

    @Test
    void neitherOneselfNorAStrangerCanBeIgnored() {
        assertThat(refusal(chat.ignore(bob, "bob"))).isEqualTo(new Refusal.NoSuchUser("bob"));
        assertThat(refusal(chat.ignore(bob, "stranger"))).isEqualTo(new Refusal.NoSuchUser("stranger"));
    }

    @Test
    void theRoomItselfIsNeverIgnored() {
        done(chat.ignore(bob, "Pest"));

        assertThat(bob.ignores(Author.ROOM)).isFalse();
    }
}
