package dev.chatroom.core.store;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.HandClock;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link HistoryStore} does, seen through a chat that it keeps. */
public abstract class HistoryStoreContract {
    private static final RoomName TEA = new RoomName("tea", "tea");
    private static final String[] WORDS = {"green", "tea", "Wasser", "WASSER", "вода", "お茶", "%", "\"x", "tea-time"};

    private final HandClock clock = new HandClock();
    private Chat chat;
    private Membership ann;
    private Membership bob;
    private Subscription<ChatEvent> observer;

    /** Has a chat be kept by the store. */
    protected abstract ChatBuilder with(ChatBuilder builder);

    /** Returns when all that has been appended is kept. */
    protected abstract void settle();

    @BeforeEach
    final void open() {
        chat = with(Chat.builder().clock(clock).userIds(IdGenerator.sequential())
                .limits(Limits.standard().with(Limit.RATE, 0))).open();
        ann = member("ann");
        bob = member("bob");
        settle();
        observer = ann.room().observe(0);
    }

    @AfterEach
    final void close() {
        chat.close();
    }

    private Membership member(String name) {
        User user = chat.enter("test", Profile.NONE, () -> {
        });
        done(chat.rename(user, name));
        return done(chat.join(user, "tea"));
    }

    private static RoomEvent say(Membership who, String text) {
        return done(who.say(text));
    }

    private List<RoomEvent> observed() {
        settle();
        List<RoomEvent> events = new ArrayList<>();
        for (var next = observer.poll(); next != null; next = observer.poll()) {
            if (next instanceof Delivery.Event<ChatEvent> event && event.event() instanceof RoomEvent inRoom) {
                events.add(inRoom);
            }
        }
        return events;
    }

    private List<RoomEvent> read(HistoryPoint after, HistoryPoint before, End end, int limit, Detail detail,
            long reader) {
        return chat.history().read(new HistoryQuery(TEA, after, before, end, limit, detail, reader));
    }

    @Test
    void whatWasSaidIsReadInOrder() {
        List<RoomEvent> said = List.of(say(ann, "one"), say(bob, "two"), say(ann, "three"));
        settle();

        assertThat(chat.history().read(HistoryQuery.newest(TEA, 100, HistoryQuery.ANYBODY))).isEqualTo(said);
        assertThat(chat.history().read(HistoryQuery.newest(TEA, 2, HistoryQuery.ANYBODY)))
                .isEqualTo(said.subList(1, 3));
        assertThat(read(HistoryPoint.BEGINNING, HistoryPoint.END, End.OLDEST, 2, Detail.MESSAGES, 0))
                .isEqualTo(said.subList(0, 2));
    }

    @Test
    void aPointIsNoPartOfWhatIsReadBesideIt() {
        List<RoomEvent> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            said.add(say(ann, "line " + i));
            clock.advance(Duration.ofSeconds(1));
        }
        settle();

        for (RoomEvent from : said) {
            for (RoomEvent to : said) {
                List<RoomEvent> between = said.stream()
                        .filter(event -> event.id() > from.id() && event.id() < to.id())
                        .toList();
                assertThat(read(new HistoryPoint.OfId(from.id()), new HistoryPoint.OfId(to.id()), End.NEWEST, 9,
                        Detail.MESSAGES, 0)).isEqualTo(between);
                assertThat(read(new HistoryPoint.OfTime(from.at()), new HistoryPoint.OfTime(to.at()), End.OLDEST, 9,
                        Detail.MESSAGES, 0)).isEqualTo(between);
            }
        }
    }

    @Test
    void anotherRoomIsAnotherHistory() {
        say(ann, "here");
        User user = ann.user();
        say(done(chat.join(user, "other")), "there");
        settle();

        assertThat(chat.history().read(HistoryQuery.newest(new RoomName("OTHER", "other"), 9, 0)))
                .singleElement()
                .isInstanceOfSatisfying(Message.class, message -> assertThat(message.text()).isEqualTo("there"));
        assertThat(chat.history().read(HistoryQuery.newest(new RoomName("none", "none"), 9, 0))).isEmpty();
    }

    @Test
    void severalRoomsAreSearchedInOneOrderEachFromItsPoint() {
        RoomEvent first = say(ann, "green one");
        Membership pot = done(chat.join(ann.user(), "pot"));
        RoomEvent second = say(pot, "green two");
        RoomEvent third = say(bob, "green three");
        say(done(chat.join(ann.user(), "other")), "green elsewhere");
        settle();

        assertThat(found(HistoryPoint.BEGINNING, HistoryPoint.BEGINNING, End.NEWEST, 9))
                .isEqualTo(List.of(third, second, first));
        assertThat(found(HistoryPoint.BEGINNING, HistoryPoint.BEGINNING, End.OLDEST, 2))
                .isEqualTo(List.of(first, second));
        assertThat(found(new HistoryPoint.OfId(first.id()), HistoryPoint.BEGINNING, End.NEWEST, 9))
                .isEqualTo(List.of(third, second));
        assertThat(found(HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, 1)).isEqualTo(List.of(third));
        assertThat(found(HistoryPoint.END, HistoryPoint.BEGINNING, End.NEWEST, 9)).isEqualTo(List.of(second));
    }

    private List<Message> found(HistoryPoint inTea, HistoryPoint inPot, End end, int limit) {
        return chat.history().search(new HistorySearch(Map.of("tea", inTea, "pot", inPot), List.of("green"),
                Optional.empty(), HistoryPoint.BEGINNING, HistoryPoint.END, end, limit, 0));
    }

    @Test
    void nothingIsWantedAsOftenAsOneLikes() {
        say(ann, "one");
        settle();

        assertThat(chat.history().read(HistoryQuery.newest(TEA, 0, 0))).isEmpty();
        assertThat(chat.history().search(search(0, List.of()))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> HistoryQuery.newest(TEA, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> search(-1, List.of()));
    }

    private static HistorySearch search(int limit, List<String> words) {
        return new HistorySearch(Map.of("tea", HistoryPoint.BEGINNING), words, Optional.empty(), HistoryPoint.BEGINNING,
                HistoryPoint.END, End.NEWEST, limit, 0);
    }

    @Test
    void whatAnybodyHasReadCanBeRead() {
        for (int i = 0; i < 20; i++) {
            say(i % 2 == 0 ? ann : bob, "line " + i);
            for (RoomEvent shown : observed()) {
                assertThat(
                        read(HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, 1, Detail.MESSAGES, 0))
                        .containsExactly(shown);
            }
        }
    }

    @Test
    void whatHappenedIsShownBeforeTheChatEnds() throws Exception {
        say(ann, "last words");
        chat.close();

        List<String> texts = new ArrayList<>();
        for (var next = observer.take(); !(next instanceof Delivery.Closed); next = observer.take()) {
            if (next instanceof Delivery.Event<ChatEvent> event && event.event() instanceof Message message) {
                texts.add(message.text());
            }
        }
        assertThat(texts).containsExactly("last words");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anythingCanBeAskedOfAnyHistory(long seed) {
        Random random = new Random(seed);
        settle();
        List<RoomEvent> all = new ArrayList<>(kept(ann.room()));
        for (int i = 0; i < 150; i++) {
            act(random, all);
            clock.advance(Duration.ofMillis(random.nextInt(3) * 500L));
        }
        settle();
        for (int i = 0; i < 300; i++) {
            HistoryQuery query = new HistoryQuery(TEA, point(random, all), point(random, all),
                    any(random, List.of(End.values())), random.nextInt(30), any(random, List.of(Detail.values())),
                    any(random, List.of(HistoryQuery.ANYBODY, ann.user().id(), bob.user().id())));
            assertThat(chat.history().read(query)).as("%s", query).isEqualTo(ExpectedHistory.of(all, query));
            HistorySearch search = new HistorySearch(Map.of("tea", HistoryPoint.BEGINNING), words(random, 2),
                    random.nextInt(3) == 0 ? Optional.of("bob") : Optional.empty(), point(random, all),
                    point(random, all), any(random, List.of(End.values())),
                    random.nextInt(10), query.reader());
            assertThat(chat.history().search(search)).as("%s", search).isEqualTo(ExpectedHistory.of(all, search));
        }
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<String> words(Random random, int most) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return words;
    }

    private static HistoryPoint point(Random random, List<RoomEvent> all) {
        RoomEvent near = all.get(random.nextInt(all.size()));
        return switch (random.nextInt(4)) {
            case 0 -> HistoryPoint.BEGINNING;
            case 1 -> HistoryPoint.END;
            case 2 -> new HistoryPoint.OfId(near.id() + random.nextInt(3) - 1);
            default -> new HistoryPoint.OfTime(near.at().plusMillis(random.nextInt(3) - 1));
        };
    }

    private void act(Random random, List<RoomEvent> all) {
        Membership who = random.nextBoolean() ? ann : bob;
        List<RoomEvent> messages = all.stream().filter(Message.class::isInstance).toList();
        switch (random.nextInt(8)) {
            case 0 -> done(ann.setTopic("topic " + random.nextInt()));
            case 1 -> done(who
                    .post(new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "", Map.of("+x", "y"), Optional.empty())));
            case 2 -> done(ann
                    .post(new OutgoingMessage(OutgoingMessage.Kind.SAID, "for operators " + random.nextInt(), Map.of(),
                            Optional.of(Rank.OPERATOR))));
            case 3 -> {
                if (!messages.isEmpty()) {
                    var unused = ann.redact(messages.get(random.nextInt(messages.size())).id(), "");
                }
            }
            default -> say(who, String.join(" ", words(random, 4)) + " " + random.nextInt());
        }
        settle();
        all.clear();
        all.addAll(kept(ann.room()));
    }

    @Test
    void aRoomThatAllHaveLeftIsThereIfTheStoreKeepsRoomsAndSomethingWasSaid() {
        Membership pot = done(chat.join(ann.user(), "Pot"));
        say(pot, "green");
        done(chat.leave(pot, ""));
        done(chat.leave(done(chat.join(ann.user(), "empty")), ""));
        settle();
        boolean keeps = chat.history() instanceof HistoryStore store && store.keepsRooms();
        var view = chat.viewFor(bob.user());
        assertThat(view.deserted(name -> true).rooms()).extracting(room -> room.name().text())
                .isEqualTo(keeps ? List.of("Pot") : List.of());
        assertThat(view.deserted(new RoomName("pot", "pot")).isPresent()).isEqualTo(keeps);
    }

    private static List<RoomEvent> kept(Room room) {
        List<RoomEvent> kept = new ArrayList<>();
        for (long sequence = room.oldest(); sequence <= room.newest(); sequence++) {
            kept.add(room.event(sequence).orElseThrow());
        }
        return kept;
    }
}
