package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People find what was said in rooms that they are in or could enter, and in no others. */
class SearchableRoomsTest {
    private static final int MOST = 3;

    private final House house =
            new House(limits -> limits.with(Limit.SEARCH_ROOMS, MOST).with(Limit.ROOMS_PER_USER, 200));
    private final User zoe = house.enter("zoe");

    private Membership talk(String room, ModeChange... changes) {
        Membership ann = house.member("ann", room);
        done(ann.say("xyzzy in " + room));
        if (changes.length > 0) {
            List<ModeChange> unused = House.change(ann, changes);
        }
        return ann;
    }

    private ChatView.Found found(User reader, Optional<String> room) {
        return house.chat.viewFor(reader).search(room.map(name -> new RoomName(name, name)), List.of("xyzzy"),
                Optional.empty(), HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, 9);
    }

    private static List<String> texts(ChatView.Found found) {
        return found.messages().stream().map(Message::text).toList();
    }

    private static ModeChange[] changes(String how) {
        return switch (how) {
            case "open" -> new ModeChange[0];
            case "moderated" -> new ModeChange[] {new ModeChange.FlagChange(RoomFlag.MODERATED, true)};
            case "secret" -> new ModeChange[] {new ModeChange.FlagChange(RoomFlag.SECRET, true)};
            case "key" -> new ModeChange[] {new ModeChange.KeyChange("k")};
            case "invite-only" -> new ModeChange[] {new ModeChange.FlagChange(RoomFlag.INVITE_ONLY, true)};
            case "invited by mask" -> new ModeChange[] {new ModeChange.FlagChange(RoomFlag.INVITE_ONLY, true),
                new ModeChange.MaskChange(MaskKind.INVITE_EXCEPTION, "zoe!*@*", true, List.of("zoe"))};
            case "banned" -> new ModeChange[] {
                new ModeChange.MaskChange(MaskKind.BAN, "zoe!*@*", true, List.of("zoe"))};
            case "banned but excepted" -> new ModeChange[] {
                new ModeChange.MaskChange(MaskKind.BAN, "zoe!*@*", true, List.of("zoe")),
                new ModeChange.MaskChange(MaskKind.BAN_EXCEPTION, "zoe!*@*", true, List.of("zoe"))};
            default -> throw new IllegalArgumentException(how);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"open", "moderated", "secret", "key", "invite-only", "invited by mask", "banned",
                "banned but excepted"})
    void whoCouldEnterARoomThatIsNoSecretFindsWhatWasSaid(String how) {
        talk("tea", changes(how));

        List<String> before = texts(found(zoe, Optional.empty()));
        assertThat(texts(found(zoe, Optional.of("tea")))).isEqualTo(before);
        assertThat(found(zoe, Optional.of("tea")).rooms()).isEqualTo(before.size());
        boolean enters = house.chat.join(zoe, "tea") instanceof Outcome.Done;
        assertThat(before).hasSize(enters && !how.equals("secret") ? 1 : 0);
    }

    @Test
    void whoIsInvitedOrRunsTheServerFindsItToo() {
        Membership ann = talk("tea", changes("invite-only"));
        assertThat(texts(found(zoe, Optional.empty()))).isEmpty();

        done(house.chat.moderation().invite(ann, zoe));
        assertThat(texts(found(zoe, Optional.empty()))).containsExactly("xyzzy in tea");
        User operator = house.enter("max");
        operator.set(UserMode.SERVER_OPERATOR, true);
        assertThat(texts(found(operator, Optional.empty()))).containsExactly("xyzzy in tea");
    }

    @Test
    void whoIsInARoomFindsWhatWasSaidWhateverItsModes() {
        talk("tea");
        house.join(zoe, "tea");
        Membership ann = house.chat.find("ann").orElseThrow().membership(new RoomName("tea", "tea")).orElseThrow();
        List<ModeChange> unused = House.change(ann, changes("secret")[0], changes("key")[0]);

        assertThat(texts(found(zoe, Optional.empty()))).containsExactly("xyzzy in tea");
    }

    @Test
    void oneSearchLooksAtSoManyRoomsAndAtOnesOwnFirst() {
        User ann = house.enter("ann");
        for (int i = 0; i < 5; i++) {
            done(house.join(ann, "room" + i).say("xyzzy in room" + i));
        }
        house.join(zoe, "room4");

        ChatView.Found found = found(zoe, Optional.empty());

        assertThat(found.rooms()).isEqualTo(MOST);
        assertThat(found.everywhere()).isFalse();
        assertThat(texts(found)).hasSize(MOST).contains("xyzzy in room4");
        assertThat(found(zoe, Optional.of("room1")).messages()).hasSize(1);
        assertThat(found(zoe, Optional.of("none")).rooms()).isZero();
    }

    @Test
    void whereAllHaveAPlaceNoneIsMissed() {
        for (int i = 0; i < MOST; i++) {
            Membership unused = house.join(zoe, "room" + i);
        }
        List<ModeChange> unused = House.change(house.member("eve", "hidden"), changes("secret"));
        assertThat(found(zoe, Optional.empty()).everywhere()).isTrue();

        talk("tea");
        assertThat(found(zoe, Optional.empty()).everywhere()).isFalse();
    }

    @Test
    void manySecretRoomsHideNoOther() {
        for (int i = 0; i < 5 * MOST; i++) {
            Membership eve = house.member("eve" + i, "secret" + i);
            done(eve.say("xyzzy in a secret room"));
            List<ModeChange> unused = House.change(eve, changes("secret"));
        }
        talk("tea");

        ChatView.Found found = found(zoe, Optional.empty());

        assertThat(texts(found)).containsExactly("xyzzy in tea");
        assertThat(found.everywhere()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "key", "invite-only", "invited by mask", "banned"})
    void manyRoomsOfOnePersonHideNoneOfOthers(String how) {
        User eve = house.enter("eve");
        for (int i = 0; i < 100; i++) {
            Membership place = house.join(eve, "eve" + i);
            List<ModeChange> unused = House.change(place, ownMasks(how));
        }
        talk("tea");
        house.member("bob", "tea");

        assertThat(texts(found(zoe, Optional.empty()))).containsExactly("xyzzy in tea");
    }

    /** As {@link #changes}, with masks that keep out whoever comes. */
    private static ModeChange[] ownMasks(String how) {
        return switch (how) {
            case "banned" -> new ModeChange[] {new ModeChange.MaskChange(MaskKind.BAN, "*!*@*", true)};
            case "invited by mask" -> new ModeChange[] {new ModeChange.FlagChange(RoomFlag.INVITE_ONLY, true),
                new ModeChange.MaskChange(MaskKind.INVITE_EXCEPTION, "nobody!*@*", true)};
            case String other -> changes(other);
        };
    }

    @Test
    void aRoomWithVeryManyMasksIsPassedOverAndOthersAreSearched() {
        House of = new House(limits -> limits.with(Limit.SEARCH_ROOMS, 1).with(Limit.MASKS, 200));
        Membership ann = of.member("ann", "long-list");
        of.member("bob", "long-list");
        for (int i = 0; i < 101; i++) {
            List<ModeChange> unused = House.change(ann, new ModeChange.MaskChange(MaskKind.BAN, "a" + i, true));
        }
        Membership cat = of.member("cat", "short-list");
        List<ModeChange> unused = House.change(cat, new ModeChange.MaskChange(MaskKind.BAN, "a", true));
        done(cat.say("xyzzy here"));

        ChatView.Found found = of.chat.viewFor(of.enter("zoe")).search(Optional.empty(), List.of("xyzzy"),
                Optional.empty(), HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, 9);

        assertThat(texts(found)).containsExactly("xyzzy here");
        assertThat(found.everywhere()).isFalse();
    }
}
