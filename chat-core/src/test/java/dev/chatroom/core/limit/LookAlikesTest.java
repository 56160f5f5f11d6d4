package dev.chatroom.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.House;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Refusal.NameAlike;
import dev.chatroom.core.limit.Refusal.NameTaken;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who looks like somebody who is in the chat. */
class LookAlikesTest {
    @AutoClose
    private final Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).open();

    private final User first = chat.enter("here");
    private final User second = chat.enter("there");

    @ParameterizedTest
    @CsvSource({"obs, оЬѕ", "bob, ʙob", "alice, a1ice", "Alice, aIice", "mary, rnary", "о\u04CF\u0443а, olya"})
    void nobodyTakesANameThatLooksLikeAnothers(String name, String like) {
        String takenName = House.done(chat.rename(first, name)).text();

        assertThat(House.refusal(chat.rename(second, like))).isEqualTo(new NameAlike(like, takenName));

        assertThat(second.nickname().text()).isEqualTo("guest-2");
        assertThat(chat.find(like)).isEmpty();
    }

    @Test
    void theSameNameIsTakenRatherThanAlike() {
        House.done(chat.rename(first, "olly"));
        assertThat(House.refusal(chat.rename(second, "OLLY"))).isEqualTo(new NameTaken("OLLY"));
    }

    @Test
    void oneMayTakeANameThatLooksLikeOnesOwn() {
        House.done(chat.rename(first, "alice"));
        assertThat(House.done(chat.rename(first, "a1ice")).text()).isEqualTo("a1ice");
        assertThat(House.refusal(chat.rename(second, "alice"))).isEqualTo(new NameAlike("alice", "a1ice"));
        assertThat(House.done(chat.rename(first, "alice")).text()).isEqualTo("alice");
    }

    @Test
    void whoLeavesOrTakesAnotherNameFreesAllThatLookedLikeIt() {
        House.done(chat.rename(first, "alice"));
        House.done(chat.rename(first, "kate"));
        House.done(chat.rename(second, "a1ice"));
        chat.leave(second, "");
        User third = chat.enter("elsewhere");
        assertThat(House.done(chat.rename(third, "alice")).text()).isEqualTo("alice");
        assertThat(House.refusal(chat.rename(third, "Ⓚate"))).isInstanceOf(NameTaken.class);
    }

    @Test
    void guestsLookLikeEachOther() {
        for (int guest = 0; guest < 30; guest++) {
            assertThat(chat.enter("here").nickname().text()).startsWith("guest-");
        }
        assertThat(House.done(chat.rename(first, "guest-1")).text()).isEqualTo("guest-1");
    }
}
