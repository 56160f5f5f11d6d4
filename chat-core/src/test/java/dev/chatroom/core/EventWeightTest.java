package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatroom.core.broadcast.EventLog;
import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log of a room is bounded by, apart from the number of events: the heap that they take. */
class EventWeightTest {
    private static final int EVENTS = 30_000;
    private static final Author ANN = new Author(1, new Nickname("ann", "ann"));
    private static final RoomName CATS = new RoomName("cats", "cats");
    private static final EventHeader STAMP = new EventHeader(1, CATS, 1, Instant.EPOCH, Author.ROOM);

    static Stream<Arguments> kindsOfEvents() {
        return Stream.of(
                kind("short", id -> said(id, "number " + id, Map.of())),
                kind("of one length", id -> said(id, "x".repeat(400), Map.of())),
                kind("with a curly quote", id -> said(id, "“" + "x".repeat(400), Map.of())),
                kind("in Cyrillic", id -> said(id, "ж".repeat(200), Map.of())),
                kind("in Chinese", id -> said(id, "語".repeat(200), Map.of())),
                kind("with tags", id -> said(id, "hi " + id, Map.of("+reply", "msg" + id, "+typing", "done"))),
                kind("with many tags", id -> said(id, "hi " + id, manyTags(id))),
                kind("tags alone", id -> new ChatEvent.Tagged(
                        stamp(id), MessageTags.of(Map.of("+typing", "t" + id)), Audience.EVERYBODY)),
                kind("for operators", id -> new ChatEvent.Said(
                        stamp(id), Text.of("n" + id), MessageTags.NONE,
                        new Audience(Optional.of(Rank.OPERATOR), Set.of(id + 1_000, id + 2_000, id + 3_000)))),
                kind("joined", id -> new ChatEvent.Joined(
                        new EventHeader(id, CATS, id, Instant.ofEpochMilli(id), somebody(id)), false)),
                kind("left", id -> new ChatEvent.Left(stamp(id), "see you, " + id, id, false, Leaving.ROOM)),
                kind("renamed", id -> new ChatEvent.Renamed(
                        new EventHeader(id, CATS, id, Instant.ofEpochMilli(id), ANN.with(Profile.NONE)),
                        new Nickname("Ann" + id, "ann" + id),
                        new Profile("user" + id, "Some Body " + id, id + ".example.com"), id)),
                kind("topics", id -> new ChatEvent.TopicChanged(stamp(id), "today: " + id)),
                kind("masks", id -> new ChatEvent.ModesChanged(
                        stamp(id), List.of(new MaskChange(MaskKind.BAN, "*!*@" + id + ".example.com", true)))));
    }

    /** The weigher is right for the heap that this test runs on. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kindsOfEvents")
    void eventsTakeTheHeapThatTheyWeigh(String kind, LongFunction<ChatEvent> event) {
        EventLog<ChatEvent> log = new EventLog<>(EVENTS, Long.MAX_VALUE, EventWeight::of);
        long before = usedHeap();
        for (long id = 1; id <= EVENTS; id++) {
            log.append(event.apply(id));
        }
        long taken = usedHeap() - before;

        assertThat(log.weight() + log.overhead()).as(kind).isCloseTo(taken,
                Percentage.withPercentage(15));
    }

    @Test
    void whatIsForgottenWeighsNothing() {
        EventLog<ChatEvent> log = new EventLog<>(8, Long.MAX_VALUE, EventWeight::of);
        kindsOfEvents().forEach(kind -> {
            @SuppressWarnings("unchecked")
            LongFunction<ChatEvent> event = (LongFunction<ChatEvent>) kind.get()[1];
            log.append(event.apply(1));
        });
        while (log.oldest() <= log.newest()) {
            log.forgetOldest();
        }

        assertThat(log.weight()).isZero();
    }

    @Test
    void changesWeighWhatTheyHold() {
        int flag = EventWeight.of(new ChatEvent.ModesChanged(
                STAMP, List.of(new FlagChange(RoomFlag.SECRET, true))));
        int mask = EventWeight.of(new ChatEvent.ModesChanged(
                STAMP, List.of(new MaskChange(MaskKind.BAN, "x".repeat(200), true))));

        assertThat(mask - flag).isCloseTo(240, within(16));
    }

    @Test
    void masksAndTagsPushTheOldestEventsOutOfTheLog() {
        House house = new House(limits -> limits.with(Limit.LOG_BYTES, 4_096));
        Membership alice = house.member("alice", "cats");
        IntStream.range(0, 40).forEach(i -> {
            change(alice, new MaskChange(MaskKind.BAN, "x".repeat(200), i % 2 == 0));
            done(alice.post(new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "", Map.of("t", "x".repeat(200)),
                    Optional.empty())));
        });

        assertThat(alice.room().newest() - alice.room().oldest() + 1).isBetween(8L, 12L);
    }

    @Test
    void whatIsForManyOperatorsPushesToo() {
        House house = new House(limits -> limits.with(Limit.LOG_BYTES, 4_096));
        Membership alice = house.member("alice", "cats");
        IntStream.range(0, 63).forEach(i -> change(alice,
                new RankChange(Rank.OPERATOR, house.member("user" + i, "cats").user().asAuthor(), true)));
        OutgoingMessage draft =
                new OutgoingMessage(OutgoingMessage.Kind.SAID, "psst", Map.of(), Optional.of(Rank.OPERATOR));
        IntStream.range(0, 5).forEach(i -> done(alice.post(draft)));

        assertThat(alice.room().oldest()).isEqualTo(alice.room().newest());
    }

    private static Arguments kind(String name, LongFunction<ChatEvent> event) {
        return Arguments.of(name, event);
    }

    private static EventHeader stamp(long id) {
        return new EventHeader(id, CATS, id, Instant.ofEpochMilli(id), ANN);
    }

    private static ChatEvent said(long id, String text, Map<String, String> tags) {
        return new ChatEvent.Said(stamp(id), Text.of(text), MessageTags.of(tags), Audience.EVERYBODY);
    }

    private static Map<String, String> manyTags(long id) {
        return IntStream.range(0, 16).boxed().collect(Collectors.toMap(i -> "+t" + i + "-" + id, i -> ""));
    }

    private static Author somebody(long id) {
        return new Author(id, new Nickname("Guest-" + id, "guest-" + id),
                new Profile("user" + id, "Some Body " + id, id + ".example.com"));
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
