package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.LateHistory;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms that are kept and that nobody is in are there all the same. */
class DesertedRoomsTest {
    private static final int MOST = 3;

    /** Has rooms as a process left them that ended. */
    private static final class Left extends LateHistory {
        private final Map<String, StoredRoom> rooms = new LinkedHashMap<>();
        private boolean broken;

        private void room(String name, boolean spoken, RoomModes modes, Topic topic) {
            RoomName written = new RoomName(name, name);
            rooms.put(name,
                    new StoredRoom(new RoomSnapshot(written, Instant.EPOCH, topic, modes, 7), spoken, List.of()));
        }

        private void readable() {
            if (broken) {
                throw new UnreadableHistoryException(UnreadableHistoryException.Reason.BROKEN, "a test");
            }
        }

        @Override
        public boolean keepsRooms() {
            return true;
        }

        @Override
        public Optional<StoredRoom> restore(RoomName room, int mostRecent) {
            return kept(room);
        }

        @Override
        public Optional<StoredRoom> kept(RoomName room) {
            readable();
            return Optional.ofNullable(rooms.get(room.key()));
        }

        @Override
        public Kept kept(Predicate<RoomName> wanted, boolean secret, int most) {
            readable();
            return new Kept(
                    rooms.values().stream()
                            .filter(room -> wanted.test(room.snapshot().name()))
                            .filter(room -> secret || !room.snapshot().modes().has(RoomFlag.SECRET))
                            .limit(most)
                            .toList(),
                    rooms.size());
        }
    }

    private final Left left = new Left();
    private final House house =
            new House(limits -> limits.with(Limit.SEARCH_ROOMS, MOST),
                    builder -> builder.history(left).userIds(IdGenerator.sequential()));
    private final User zoe = house.enter("zoe");

    private static RoomName name(String text) {
        return new RoomName(text, text);
    }

    private static RoomModes modes(RoomFlag... flags) {
        return new RoomModes(Set.of(flags), "", 0, Map.of());
    }

    private void spoken(String room) {
        left.room(room, true, RoomModes.STANDARD, Topic.NONE);
    }

    private ChatView.Deserted deserted(User reader) {
        return house.chat.viewFor(reader).deserted(name -> true);
    }

    private List<String> listed(User reader) {
        return deserted(reader).rooms().stream().map(RoomSummary::name).map(RoomName::text)
                .toList();
    }

    private Outcome<?> passes(String room, String key) {
        return house.chat.postInPassing(zoe, room, key, OutgoingMessage.said("hello"));
    }

    private static Object refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    @Test
    void aRoomThatWasSpokenInOrArrangedIsThere() {
        spoken("spoken");
        left.room("modes", false, modes(), Topic.NONE);
        left.room("passed-through", false, RoomModes.STANDARD, Topic.NONE);
        ChatView view = house.chat.viewFor(zoe);

        assertThat(listed(zoe)).containsExactly("spoken", "modes");
        assertThat(view.deserted(name("spoken")).map(RoomView::present)).contains(0);
        assertThat(view.deserted(name("passed-through"))).isEmpty();
        assertThat(view.wouldMake(name("spoken"))).isFalse();
        assertThat(view.wouldMake(name("passed-through"))).isTrue();
        assertThat(view.wouldMake(name("none"))).isTrue();
    }

    @Test
    void whoComesToARoomThatPeopleOnlyPassedThroughRunsIt() {
        left.room("passed-through", false, RoomModes.STANDARD, Topic.NONE);
        spoken("spoken");

        Membership new1 = house.join(zoe, "passed-through");
        Membership old = house.join(zoe, "spoken");

        assertThat(new1.isOperator()).isTrue();
        assertThat(new1.room().view(0, 0).owner()).isEqualTo(RoomOwner.FIRST_MEMBER);
        assertThat(new1.room().view(0, 0).createdAt()).isEqualTo(house.clock.instant());
        assertThat(new1.room().view(0, 0).position()).as("sequences go on").isEqualTo(8);
        assertThat(old.isOperator()).isFalse();
    }

    @Test
    void aSecretRoomIsOneOnlyForThoseWhoRunTheServer() {
        left.room("hidden", true, modes(RoomFlag.SECRET), Topic.NONE);
        ChatView view = house.chat.viewFor(zoe);

        assertThat(listed(zoe)).isEmpty();
        assertThat(view.deserted(name("hidden"))).isEmpty();
        assertThat(view.wouldMake(name("hidden"))).as("as whoever joins learns").isFalse();
        User max = house.enter("max");
        max.set(UserMode.SERVER_OPERATOR, true);
        assertThat(listed(max)).containsExactly("hidden");
        assertThat(house.chat.viewFor(max).deserted(name("hidden"))).isPresent();
    }

    @Test
    void outsidersReadNoKey() {
        left.room("kitchen", true, new RoomModes(Set.of(), "abc", 0, Map.of()), Topic.NONE);

        assertThat(house.chat.viewFor(zoe).deserted(name("kitchen")).orElseThrow().modes().key()).isNotEqualTo("abc");
    }

    @Test
    void aRoomThatSomebodyIsInIsNotDeserted() {
        spoken("tea");
        house.join(zoe, "tea");

        assertThat(listed(zoe)).isEmpty();
        assertThat(house.chat.viewFor(zoe).deserted(name("tea"))).isEmpty();
    }

    @Test
    void soManyAreListed() {
        Stream.of("a", "b", "c").forEach(this::spoken);
        assertThat(deserted(zoe).all()).isTrue();
        spoken("d");

        assertThat(listed(zoe)).containsExactly("a", "b", "c");
        assertThat(deserted(zoe).all()).isFalse();
    }

    @Test
    void allAreAllEvenIfNoMoreWouldHaveBeenLookedAt() {
        spoken("tea");
        for (int i = 1; i < 4 * MOST; i++) {
            left.room("passed" + i, false, RoomModes.STANDARD, Topic.NONE);
        }
        assertThat(deserted(zoe).all()).isTrue();
        for (int i = 4 * MOST; i < 16 * MOST; i++) {
            left.room("passed" + i, false, RoomModes.STANDARD, Topic.NONE);
        }
        assertThat(deserted(zoe).all()).isFalse();
        assertThat(searchesEverywhere()).isTrue();

        left.room("another", false, RoomModes.STANDARD, Topic.NONE);
        assertThat(searchesEverywhere()).isFalse();
    }

    private boolean searchesEverywhere() {
        return house.chat.viewFor(zoe).search(Optional.empty(), List.of("tea"), Optional.empty(),
                HistoryPoint.BEGINNING, HistoryPoint.END, HistoryQuery.End.NEWEST, 9).everywhere();
    }

    @Test
    void thoseOfCertainNamesAreFoundAmongMany() {
        Stream.of("a", "b", "c", "d", "tea", "e", "teapot").forEach(this::spoken);

        ChatView.Deserted found = house.chat.viewFor(zoe).deserted(name -> name.text().startsWith("tea"));

        assertThat(found.rooms()).extracting(room -> room.name().text()).containsExactly("tea", "teapot");
        assertThat(found.all()).isTrue();
        assertThat(found.lookedAt()).isEqualTo(7);
    }

    @Test
    void whoPassesByIsHeardThereAndNobodyIsInItAfterwards() {
        spoken("tea");
        left.room("kitchen", true, new RoomModes(Set.of(), "abc", 0, Map.of()), Topic.NONE);
        left.room("passed-through", false, RoomModes.STANDARD, Topic.NONE);

        assertThat(passes("tea", "")).isInstanceOf(Outcome.Done.class);
        assertThat(passes("kitchen", "no")).isInstanceOf(Outcome.Refused.class);
        assertThat(passes("kitchen", "abc")).isInstanceOf(Outcome.Done.class);
        assertThat(refusal(passes("passed-through", ""))).isEqualTo(new Refusal.NoSuchRoom("passed-through"));
        assertThat(refusal(passes("none", ""))).isEqualTo(new Refusal.NoSuchRoom("none"));
        assertThat(house.chat.roomCount()).isZero();
        assertThat(left.waiting()).isEqualTo(2);
    }

    @Test
    void whoIsNotLetInLeavesNoOpenRoomBehind() {
        left.room("kitchen", true, new RoomModes(Set.of(RoomFlag.SECRET), "abc", 0, Map.of()), Topic.NONE);

        assertThat(refusal(house.chat.join(zoe, "kitchen"))).isInstanceOf(Refusal.class);

        assertThat(house.chat.roomCount()).isZero();
        assertThat(house.chat.viewFor(zoe).roomCount()).isZero();
    }

    @Test
    void whatCannotBeReadIsSaidByWhoeverWantsIn() {
        spoken("tea");
        left.broken = true;

        assertThat(house.chat.viewFor(zoe).wouldMake(name("tea"))).isFalse();
        assertThat(refusal(passes("tea", ""))).isInstanceOf(Refusal.RoomUnreadable.class);
        assertThat(refusal(house.chat.join(zoe, "tea"))).isInstanceOf(Refusal.RoomUnreadable.class);
    }

    @Test
    void aRoomThatIsLeftWithModesOfItsOwnIsRunByNobodyAfterwards() {
        Membership ann = house.member("ann", "tea");
        done(ann.change(List.of(new ModeChange.FlagChange(RoomFlag.MODERATED, true))));
        left.room("tea", false, ann.room().modes(), Topic.NONE);
        done(house.chat.leave(ann, ""));

        assertThat(house.join(zoe, "tea").isOperator()).isFalse();
    }

    @Test
    void manySecretRoomsAndManyWithPeopleHideNone() {
        for (int i = 0; i < 5 * MOST; i++) {
            left.room("secret" + i, true, modes(RoomFlag.SECRET), Topic.NONE);
            spoken("full" + i);
            house.join(house.enter("user" + i), "full" + i);
        }
        spoken("tea");

        assertThat(listed(zoe)).containsExactly("tea");
        assertThat(deserted(zoe).all()).isTrue();
    }
}
