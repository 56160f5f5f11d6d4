package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader of several rooms makes of what happens in them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeveralRoomsTest {
    private static final List<String> ROOMS = List.of("p", "q", "r");

    private final House house = new House(
            limits -> limits.with(Limit.LOG_EVENTS, 1 << 16).with(Limit.LOG_BYTES, Limit.LOG_BYTES.most()),
            builder -> builder.executor(Thread::startVirtualThread));
    private final Chat chat = house.chat;
    private final User reader = house.enter("reader");

    @Test
    void nobodyIsRenamedBeforeTheyComeIn() {
        ROOMS.forEach(room -> house.join(reader, room));
        assertThat(reads(reader)).hasSize(3);
        User zoe = house.enter("zoe");
        house.join(zoe, "q");
        house.join(zoe, "p");
        done(chat.rename(zoe, "vic"));
        chat.leave(zoe, "");
        assertThat(reads(reader)).containsExactly(
                "q 2 zoe joins", "p 2 zoe joins", "q 3 zoe is vic", "p 3 zoe is vic", "q 4 vic leaves",
                "p 4 vic leaves");
    }

    @Test
    void whoDoesSeveralThingsReadsThemInThatOrder() {
        Membership first = house.join(reader, "p");
        house.join(reader, "q");
        done(chat.rename(reader, "rod"));
        done(chat.leave(first, ""));
        house.join(reader, "p");
        assertThat(reads(reader)).containsExactly("p 1 reader joins", "q 1 reader joins", "p 2 reader is rod",
                "q 2 reader is rod", "p 3 rod leaves", "p 1 rod joins");
    }

    /** Some do what they like in three rooms; the reader, who comes and goes too, always knows who is where. */
    @RepeatedTest(20)
    void aReaderKeepsTrackOfWhoIsWhere() {
        Roll roll = new Roll(reader.id());
        AtomicInteger busy = new AtomicInteger(4);
        List<Callable<Boolean>> tasks =
                new ArrayList<>(IntStream.range(0, 3).<Callable<Boolean>>mapToObj(person -> () -> {
                    live(person);
                    busy.decrementAndGet();
                    return true;
                }).toList());
        tasks.add(() -> {
            done(chat.join(reader, "p", Roll.CALLING));
            for (int i = 0; i < 300; i++) {
                Membership place = done(chat.join(reader, "q", Roll.CALLING));
                done(chat.leave(place, ""));
            }
            done(chat.join(reader, "r", Roll.CALLING));
            busy.decrementAndGet();
            return true;
        });
        tasks.add(() -> {
            while (busy.get() > 0) {
                readAll(roll);
            }
            return true;
        });
        Threads.race(tasks);
        readAll(roll);

        reader.memberships().forEach(place -> assertThat(roll.in(place.room().name()))
                .containsExactlyInAnyOrderElementsOf(place.room().view(9, 0).members().stream()
                        .map(member -> member.nickname().text())
                        .toList()));
    }

    private void readAll(Roll roll) {
        for (var next = reader.outbox().poll(); next != null; next = reader.outbox().poll()) {
            roll.read(next);
        }
    }

    private void live(int person) {
        Random random = new Random(person);
        User user = house.enter("n" + person);
        for (int i = 0; i < 1_000; i++) {
            String room = ROOMS.get(random.nextInt(ROOMS.size()));
            var place = user.memberships().stream().filter(one -> one.room().name().text().equals(room)).findAny();
            int what = random.nextInt(10);
            if (what == 0) {
                chat.leave(user, "");
                user = house.enter("n" + person + "x" + i);
            } else if (what < 4) {
                done(chat.rename(user, "n" + person + "x" + i));
            } else if (place.isEmpty()) {
                house.join(user, room);
            } else if (what < 7) {
                done(chat.leave(place.get(), ""));
            } else {
                done(place.get().say("hello"));
            }
        }
    }
}
