package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.UserMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room that everybody is put into belongs to nobody who happens to come first. */
class RoomOwnerTest {
    private final House house =
            new House(limits -> limits, builder -> builder.keep("lobby", RoomOwner.SERVER_OPERATORS).keep("den"));
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "Lobby");
    private final Membership bob = house.member("bob", "lobby");

    private Membership operator() {
        Membership carol = house.member("carol", "lobby");
        carol.user().set(UserMode.SERVER_OPERATOR, true);
        return carol;
    }

    @Test
    void whoComesFirstDoesNotRunIt() {
        assertThat(alice.ranks()).isEmpty();
        assertThat(alice.room().view(0, 0).owner()).isEqualTo(RoomOwner.SERVER_OPERATORS);
        FlagChange secret = new FlagChange(RoomFlag.SECRET, true);
        assertThat(refusal(alice.change(List.of(secret)))).isEqualTo(new Refusal.NotOperator(alice.room().name()));
        assertThat(refusal(chat.moderation().kick(alice, bob.user(), ""))).isInstanceOf(Refusal.NotOperator.class);
        done(bob.setTopic("open to all"));
    }

    @Test
    void whoRunsTheServerRunsItAndAppointsOthers() {
        Membership carol = operator();
        change(carol, new RankChange(Rank.OPERATOR, bob.user().asAuthor(), true));
        change(bob, new FlagChange(RoomFlag.TOPIC_LOCKED, true));
        done(chat.moderation().kick(bob, alice.user(), ""));
        done(chat.moderation().kick(carol, bob.user(), ""));
        assertThat(house.join(bob.user(), "lobby").ranks()).as("an appointment ends with the membership").isEmpty();
    }

    @Test
    void howItIsRunIsKeptWhenItEmpties() {
        Membership carol = operator();
        change(carol, new MaskChange(MaskKind.BAN, "bob", true), new FlagChange(RoomFlag.TOPIC_LOCKED, true));
        List.of(alice, bob, carol).forEach(member -> done(chat.leave(member, "")));

        assertThat(refusal(chat.join(bob.user(), "lobby"))).isInstanceOf(Refusal.Banned.class);
        Membership again = house.join(alice.user(), "lobby");
        assertThat(again.ranks()).isEmpty();
        assertThat(again.room().modes().has(RoomFlag.TOPIC_LOCKED)).isTrue();
    }

    @Test
    void otherRoomsBelongToTheirFirstMember() {
        assertThat(house.join(alice.user(), "den").ranks()).containsExactly(Rank.OPERATOR);
        Membership cats = house.join(bob.user(), "cats");
        assertThat(cats.ranks()).containsExactly(Rank.OPERATOR);
        assertThat(cats.room().view(0, 0).owner()).isEqualTo(RoomOwner.FIRST_MEMBER);
    }
}
