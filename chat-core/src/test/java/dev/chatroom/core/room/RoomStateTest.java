package dev.chatroom.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomStateTest {
    private static final RoomName TEA = new RoomName("tea", "tea");
    private static final Author ANN = new Author(1, new Nickname("ann", "ann"));
    private static final Author BOB = new Author(2, new Nickname("bob", "bob"));
    private static final Author CAY = new Author(18, new Nickname("cay", "cay"));

    private static Message said(long sequence) {
        return new Said(new EventHeader(sequence + 100, TEA, sequence, Instant.EPOCH, ANN), "line " + sequence);
    }

    @Test
    void aRoomThatIsRestoredIsAsItWas() {
        RoomState state = new RoomState(RoomOwner.SERVER_OPERATORS, 20);
        RoomModes modes = RoomModes.STANDARD.with(new MaskChange(MaskKind.BAN, "eve!*@*", true), ANN, Instant.EPOCH);
        RoomSnapshot before = new RoomSnapshot(TEA, Instant.EPOCH, new Topic("cups", ANN, Instant.EPOCH), modes, 8);

        state.restore(before, List.of(said(5), said(8)));

        assertThat(state.snapshot(TEA, Instant.EPOCH)).isEqualTo(before);
        assertThat(state.position()).isEqualTo(8);
        assertThat(state.listSize()).as("masks are counted").isEqualTo(modes.heapSize()).isPositive();
        assertThat(state.recent().newest(9)).extracting(Message::sequence).containsExactly(5L, 8L);
        assertThat(state.recent().dropOldest()).as("the log has none of them").isTrue();
        assertThat(state.recent().dropOldest()).isTrue();
        assertThat(state.recent().dropOldest()).isFalse();
    }

    @Test
    void itIsKnownWhetherARoomStaysAsItIs() {
        assertThat(new RoomState(RoomOwner.FIRST_MEMBER, 20).lasts()).isFalse();
        assertThat(new RoomState(RoomOwner.FIRST_MEMBER, 20, true).lasts()).isTrue();
        assertThat(new RoomState(RoomOwner.SERVER_OPERATORS, 20).lasts()).isTrue();
    }

    @Test
    void membersAreShownAsTheyAreAskedFor() {
        Roster roster = new Roster();
        roster.add(ANN, Optional.empty(), Set.of());
        roster.add(BOB, Optional.empty(), Set.of(Rank.VOICE));
        roster.add(CAY, Optional.empty(), Set.of(Rank.OPERATOR));

        assertThat(names(roster, MemberSelection.NOBODY)).isEmpty();
        assertThat(names(roster, new MemberSelection.First(2))).containsExactly("ann", "bob");
        assertThat(names(roster, new MemberSelection.AllUpTo(3))).containsExactly("ann", "bob", "cay");
        assertThat(names(roster, new MemberSelection.AllUpTo(2))).isEmpty();
        assertThat(names(roster, new MemberSelection.Ranked(Rank.VOICE, 9))).containsExactly("bob", "cay");
        assertThat(names(roster, new MemberSelection.Ranked(Rank.VOICE, 1))).containsExactly("bob");
        assertThat(names(roster, new MemberSelection.Ranked(Rank.OPERATOR, 9))).containsExactly("cay");
        assertThat(names(roster, new MemberSelection.WithIds(List.of(18L, 7L, 1L)))).containsExactly("cay", "ann");
    }

    @Test
    void whoIsAddedAgainIsThereOnceAndAsTheyAreNow() {
        Roster roster = new Roster();
        roster.add(ANN, Optional.empty(), Set.of());
        roster.add(new Author(1, new Nickname("amy", "amy")), Optional.of("tea"), Set.of(Rank.VOICE));

        assertThat(roster.size()).isEqualTo(1);
        assertThat(roster.of(1)).satisfies(member -> {
            assertThat(member.nickname().text()).isEqualTo("amy");
            assertThat(member.away()).contains("tea");
            assertThat(member.ranks()).containsExactly(Rank.VOICE);
        });
    }

    @Test
    void entriesOfListsAreTheSameIfAllOfThemIs() {
        MaskEntry entry = new MaskEntry("eve!*@*", List.of("eve"), ANN, Instant.EPOCH);

        assertThat(new MaskEntry("eve!*@*", List.of("eve"), ANN, Instant.EPOCH)).isEqualTo(entry)
                .hasSameHashCodeAs(entry);
        assertThat(List.of(
                new MaskEntry("eva!*@*", List.of("eve"), ANN, Instant.EPOCH),
                new MaskEntry("eve!*@*", List.of(), ANN, Instant.EPOCH),
                new MaskEntry("eve!*@*", List.of("eve"), BOB, Instant.EPOCH),
                new MaskEntry("eve!*@*", List.of("eve"), ANN, Instant.EPOCH.plusSeconds(1))))
                .doesNotContain(entry).doesNotHaveDuplicates();
        assertThat(entry.hashCode()).isNotZero();
        assertThat(entry).hasToString("eve!*@* by " + ANN + " at 1970-01-01T00:00:00Z");
        assertThat(new MaskEntry("eve!*@*", List.of(), ANN, Instant.EPOCH).heapSize()).isLessThan(entry.heapSize());
        assertThat(entry.heapSize()).isBetween(300, 900);
    }

    @Test
    void aViewWeighsWhatIsOnItsLists() {
        RoomState state = new RoomState(RoomOwner.FIRST_MEMBER, 20);
        int empty = state.view(TEA, Instant.EPOCH, 9, 9).heapSize();
        state.roster().add(ANN, Optional.empty(), Set.of());
        int one = state.view(TEA, Instant.EPOCH, 9, 9).heapSize();
        state.roster().add(BOB, Optional.empty(), Set.of());
        state.roster().add(CAY, Optional.empty(), Set.of());
        int three = state.view(TEA, Instant.EPOCH, 9, 9).heapSize();
        state.apply(said(1));
        int spoken = state.view(TEA, Instant.EPOCH, 9, 9).heapSize();

        assertThat(empty).isBetween(100, 200);
        assertThat(one - empty).isBetween(24, 40);
        assertThat(three - one).isBetween(2 * 24, 2 * 40);
        assertThat(spoken - three).isBetween(EventWeight.of(said(1)), EventWeight.of(said(1)) + 16);
        assertThat(RoomReport.weight(state.view(TEA, Instant.EPOCH, 9, 9), 100)).isBetween(spoken + 100, spoken + 140);
    }

    private static List<String> names(Roster roster, MemberSelection selection) {
        return roster.select(selection).stream().map(member -> member.nickname().text()).toList();
    }
}
