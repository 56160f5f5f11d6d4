package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.memory.MemoryAccount;
import dev.chatroom.server.plain.PlainDialect;
import dev.chatroom.server.plain.text.PlainEncoding;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several readers of one room see, who read it at their own times from the same pages. */
class RenderCacheTest {
    private final Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.ROOMS_PER_USER, 3);
    private final Chat chat = Chat.builder().limits(limits).open();
    private final ServerContext context =
            new ServerContext(chat, "parrot", List.of(), "lobby", 0, 4_096, ZoneOffset.UTC, Clock.systemUTC());

    /** Somebody in the lobby. */
    private final class Person {
        final User user = chat.enter("here");
        final PlainDialect dialect = new PlainDialect(context, user);
        final SeenLines seen;

        Person(String nickname, int space) {
            seen = new SeenLines(dialect, space);
            dialect.open();
            does("/nick " + nickname);
            List<String> unused = reads();
        }

        Person(String nickname) {
            this(nickname, Integer.MAX_VALUE);
        }

        void does(String line) {
            assertThat(dialect.take(new Line(line, false))).isInstanceOf(Next.Continue.class);
        }

        List<String> reads() {
            return seen.readAll(user.outbox());
        }
    }

    /** Reads from one cache; what it gets is counted, and forgotten. */
    private record Counting(RenderCache cache, User user, AtomicInteger copies, AtomicInteger singles)
            implements LineSink, DeliverySink<ChatEvent> {
        Counting(RenderCache cache, User user) {
            this(cache, user, new AtomicInteger(), new AtomicInteger());
        }

        void readAll() {
            while (user.outbox().drain(this) || !user.outbox().rest()) {
                // It is never full, so this ends when nothing is left.
            }
        }

        @Override
        public boolean take(Delivery<ChatEvent> delivery) {
            return true;
        }

        @Override
        public boolean take(EventBatch<ChatEvent> events) {
            return cache.read(events, user.id(), user.memberships().size() < 2, this,
                    event -> singles.incrementAndGet());
        }

        @Override
        public void line(byte[] utf8) {
            throw new AssertionError("a cache hands over its lines with their ends");
        }

        @Override
        public void lines(byte[] utf8, int from, int length) {
            copies.incrementAndGet();
        }

        @Override
        public int space() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public boolean crlf() {
            return false;
        }
    }

    private static List<String> lines(int from, int to, IntFunction<String> line) {
        return IntStream.rangeClosed(from, to).mapToObj(line).toList();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }

    @Test
    void readersAtDifferentPlacesSeeTheSameLines() {
        Person ann = new Person("ann");
        Person bob = new Person("bob");
        Person cid = new Person("cid");
        List<String> often = new ArrayList<>();
        bob.reads();
        for (int i = 1; i <= 2_000; i++) {
            ann.does("line " + i);
            if (i % 7 == 0) {
                often.addAll(bob.reads());
            }
        }
        often.addAll(bob.reads());

        List<String> all = lines(1, 2_000, i -> "ann: line " + i);
        assertThat(often).filteredOn(line -> line.startsWith("ann")).isEqualTo(all);
        assertThat(cid.reads()).isEqualTo(all);
    }

    @Test
    void nobodyReadsOwnLinesAndAllReadTheOthers() {
        Person ann = new Person("ann");
        Person bob = new Person("bob");
        Person cid = new Person("cid");
        List.of(ann, bob, cid).forEach(Person::reads);
        for (int i = 1; i <= 100; i++) {
            ann.does("a" + i);
            bob.does("b" + i);
        }

        assertThat(ann.reads()).isEqualTo(lines(1, 100, i -> "bob: b" + i));
        assertThat(bob.reads()).isEqualTo(lines(1, 100, i -> "ann: a" + i));
        assertThat(cid.reads()).hasSize(200).startsWith("ann: a1", "bob: b1").endsWith("ann: a100", "bob: b100");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 12, 40, 100, 1_000})
    void aReaderWithLittleSpaceSeesAllTheSame(int space) {
        Person ann = new Person("ann");
        Person bob = new Person("bob", space);
        bob.reads();
        for (int i = 1; i <= 300; i++) {
            ann.does(i % 50 == 0 ? "long ".repeat(100) + i : "line " + i);
        }

        assertThat(bob.reads())
                .isEqualTo(lines(1, 300, i -> "ann: " + (i % 50 == 0 ? "long ".repeat(100) + i : "line " + i)));
    }

    @Test
    void whoIsFartherBehindThanThePagesGoReadsAllTheSame() {
        Person ann = new Person("ann");
        Person late = new Person("late");
        Person keen = new Person("keen");
        String text = "x".repeat(900);
        for (int i = 1; i <= 400; i++) {
            ann.does(i + text);
            assertThat(keen.reads()).last().isEqualTo("ann: " + i + text);
        }

        assertThat(late.reads()).filteredOn(line -> line.startsWith("ann"))
                .isEqualTo(lines(1, 400, i -> "ann: " + i + text));
    }

    /** If each of a thousand had to look at each line by itself, none of them would ever catch up. */
    @Test
    void readersWhoAreFarBehindCopyWhatAnotherHasRead() {
        RenderCache cache = new RenderCache(PlainEncoding.LF, MemoryAccount.uncounted());
        Membership ann = done(chat.join(chat.enter("there"), "lobby"));
        Counting keen = inLobby(cache);
        Counting late = inLobby(cache);
        String text = "x".repeat(96);
        for (int times = 0; times < 100; times++) {
            sayAndRead(ann, text, limits.of(Limit.LOG_EVENTS) / 2, keen);
            late.readAll();
        }
        late.singles.set(0);
        late.copies.set(0);
        sayAndRead(ann, text, limits.of(Limit.LOG_EVENTS) - 1, keen);
        late.readAll();

        assertThat(late.singles).hasValue(0);
        assertThat(late.copies).hasValueBetween(1, 100);
    }

    private Counting inLobby(RenderCache cache) {
        User user = chat.enter("there");
        Membership unused = done(chat.join(user, "lobby"));
        return new Counting(cache, user);
    }

    private static void sayAndRead(Membership author, String text, int times, Counting reader) {
        for (int i = 0; i < times; i++) {
            assertThat(author.say(text)).isInstanceOf(Done.class);
            if (i % 10 == 0) {
                reader.readAll();
            }
        }
        reader.readAll();
    }

    @Test
    void whoLooksElsewhereReadsTheSameLinesWithTheRoomsName() {
        Person ann = new Person("ann");
        Person bob = new Person("bob");
        Person cid = new Person("cid");
        bob.does("/join cats");
        List.of(ann, bob, cid).forEach(Person::reads);
        ann.does("one");
        ann.does("/nick anna");
        ann.does("two");

        assertThat(cid.reads()).containsExactly("ann: one", "* ann is now anna", "anna: two");
        assertThat(bob.reads())
                .containsExactly("[lobby] ann: one", "[lobby] * ann is now anna", "[lobby] anna: two");
    }

    @Test
    void whoIgnoresSomebodyReadsTheOthers() {
        Person ann = new Person("ann");
        Person bob = new Person("bob");
        Person cid = new Person("cid");
        cid.does("/ignore ann");
        List.of(ann, bob, cid).forEach(Person::reads);
        ann.does("one");
        bob.does("two");
        ann.does("three");

        assertThat(cid.reads()).containsExactly("bob: two");
    }

    @Test
    void whoHasMissedEventsIsToldAndReadsTheRest() {
        Person bob = new Person("bob");
        Membership ann = done(chat.join(chat.enter("there"), "lobby"));
        List<String> unused = bob.reads();
        int kept = limits.of(Limit.LOG_EVENTS);
        for (int i = 1; i <= kept + 10; i++) {
            assertThat(ann.say("line " + i)).isInstanceOf(Done.class);
        }

        List<String> read = bob.reads();
        assertThat(read).hasSize(kept + 1);
        assertThat(read.getFirst()).contains("10");
        assertThat(read).last().asString().endsWith("line " + (kept + 10));
    }
}
