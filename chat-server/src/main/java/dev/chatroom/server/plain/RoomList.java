package dev.chatroom.server.plain;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.User;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.Mask;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.text.PlainAnswers;
import java.util.function.Predicate;

/** Which rooms there are: those that people are in, and those that are kept for whoever comes. For the reader alone. */
final class RoomList {
    private static final int ROOMS_PER_UNIT = 64;

    /** What it costs to ask for rooms that are kept, and how many of them are looked at for each unit more. */
    private static final int UNITS_OF_READING = 4;

    private static final int KEPT_PER_UNIT = 8;

    private final ServerContext context;
    private final User user;
    private final Answers answers;

    RoomList(ServerContext context, User user, Answers answers) {
        this.context = context;
        this.user = user;
        this.answers = answers;
    }

    /**
     * Lists rooms, the fullest first.
     *
     * @param written a part of their names, or a mask; empty for all
     */
    Next list(String written) {
        String asked = written.startsWith("#") ? written.substring(1) : written;
        FullestRooms fullest = new FullestRooms(PlainAnswers.ROOMS_LISTED);
        Predicate<RoomName> wanted = named(asked);
        LongAnswer withPeople = LongAnswer.over(
                context.chat().viewFor(user).everyRoom().iterator(), ROOMS_PER_UNIT,
                room -> {
                    if (wanted.test(room.name())) {
                        fullest.add(room.summary());
                    }
                },
                () -> {
                });
        boolean fromDisk = context.chat().history().waitsForDisk();
        return answers.atLength(withPeople.then(LongAnswer.reading(fromDisk, work -> {
            work.charge(fromDisk ? UNITS_OF_READING : 0);
            withKept(fullest, wanted, asked, work);
        })));
    }

    private void withKept(FullestRooms fullest, Predicate<RoomName> wanted, String asked, Workload work) {
        try {
            ChatView.Deserted deserted = context.chat().viewFor(user).deserted(wanted);
            work.charge(deserted.lookedAt() / KEPT_PER_UNIT);
            deserted.rooms().forEach(fullest::add);
            answer(fullest, asked, deserted.all());
        } catch (UnreadableHistoryException e) {
            answer(fullest, asked, true);
            answers.reply(PlainAnswers.keptRoomsUnreadable());
        }
    }

    private void answer(FullestRooms fullest, String asked, boolean all) {
        answers.reply(PlainAnswers.rooms(fullest.all(), fullest.seen(), all, asked));
    }

    private static Predicate<RoomName> named(String asked) {
        if (asked.isEmpty()) {
            return name -> true;
        }
        Mask mask = Mask.of(asked.matches(".*[*?].*") ? asked : "*" + asked + "*");
        return name -> mask.matches(name.text());
    }
}
