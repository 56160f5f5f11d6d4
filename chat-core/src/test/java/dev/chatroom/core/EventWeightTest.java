package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.ModeChange.FlagChange;
import dev.chatroom.core.ModeChange.KeyChange;
import dev.chatroom.core.ModeChange.LimitChange;
import dev.chatroom.core.ModeChange.MaskChange;
import dev.chatroom.core.ModeChange.RankChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the log of a room is bounded by, apart from the number of events. */
class EventWeightTest {
    private static final Stamp STAMP = new Stamp(1, new RoomName("cats", "cats"), 1, Instant.EPOCH, Author.ROOM);
    private static final Audience TWO = new Audience(java.util.Optional.of(Rank.VOICE), Set.of(1L, 2L));

    @Test
    void wordsWeighWhatTheyAreLong() {
        assertThat(EventWeight.of(new ChatEvent.Said(STAMP, "12345"))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.Emoted(STAMP, "12345"))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.Noticed(STAMP, "12345", Map.of(), Audience.EVERYBODY))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.TopicChanged(STAMP, "12345"))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.Left(STAMP, "12345", 1, false, Leaving.ROOM))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.Kicked(STAMP, Author.ROOM, "12345"))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.AwayChanged(STAMP, Optional.of("12345"), 1))).isEqualTo(5);
        assertThat(EventWeight.of(new ChatEvent.AwayChanged(STAMP, Optional.empty(), 1))).isZero();
        assertThat(EventWeight.of(new ChatEvent.ProfileChanged(STAMP, new Profile("u", "12345", "h"), 1))).isEqualTo(5);
    }

    @Test
    void changesWeighWhatTheyHold() {
        User bob = new House().enter("bob");

        assertThat(EventWeight.of(new ChatEvent.ModesChanged(STAMP, List.of(
                new KeyChange("1234"), new MaskChange(MaskKind.BAN, "12345", true),
                new RankChange(Rank.VOICE, bob.asAuthor(), true), new LimitChange(5),
                new FlagChange(RoomFlag.SECRET, true)))))
                .isEqualTo(4 + 5 + 3 + 1 + 1);
    }

    @Test
    void tagsAndAudiencesWeighMoreThanTheirLetters() {
        Map<String, String> tags = Map.of("a", "123", "b", "");
        int ofTags = EventWeight.of(new ChatEvent.Tagged(STAMP, tags, Audience.EVERYBODY));
        int ofAudience = EventWeight.of(new ChatEvent.Tagged(STAMP, Map.of(), TWO));

        assertThat(ofTags).isGreaterThan(5);
        assertThat(ofAudience).isGreaterThanOrEqualTo(2 * Long.BYTES);
        assertThat(EventWeight.of(new ChatEvent.Said(STAMP, "123", tags, TWO))).isEqualTo(3 + ofTags + ofAudience);
        assertThat(EventWeight.of(new ChatEvent.Invited(STAMP, Author.ROOM, TWO))).isEqualTo(ofAudience);
    }

    @Test
    void masksAndTagsPushTheOldestEventsOutOfTheLog() {
        House house = new House(limits -> limits.with(Limit.LOG_TEXT, 1_024));
        Membership alice = house.member("alice", "cats");
        IntStream.range(0, 20).forEach(i -> {
            change(alice, new MaskChange(MaskKind.BAN, "x".repeat(200), i % 2 == 0));
            done(alice.post(new Draft(Draft.Kind.TAGGED, "", Map.of("t", "x".repeat(200)), Optional.empty())));
        });

        assertThat(alice.room().newest() - alice.room().oldest() + 1).isEqualTo(4);
    }

    @Test
    void whatIsForManyOperatorsPushesToo() {
        House house = new House(limits -> limits.with(Limit.LOG_TEXT, 1_024));
        Membership alice = house.member("alice", "cats");
        IntStream.range(0, 63).forEach(i -> change(alice,
                new RankChange(Rank.OPERATOR, house.member("user" + i, "cats").user().asAuthor(), true)));
        Draft draft = new Draft(Draft.Kind.SAID, "psst", Map.of(), Optional.of(Rank.OPERATOR));
        IntStream.range(0, 5).forEach(i -> done(alice.post(draft)));

        assertThat(alice.room().oldest()).isEqualTo(alice.room().newest());
    }
}
