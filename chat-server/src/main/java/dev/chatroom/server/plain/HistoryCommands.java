package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Days;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.SearchQuery;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.WorkLimit;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.HistoryText;
import dev.chatroom.server.plain.text.PlainHelp;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How a plain user reads again what was said: the last of it, a day, or what has certain words. For the reader alone. */
final class HistoryCommands {
    /** So many lines of a day, or of what is before it, are shown at once. */
    private static final int PAGE = 50;

    /** So many lines may be asked for by their number. */
    private static final int MOST = 500;

    /** {@code /more} shows so many, even if fewer were asked for before. */
    private static final int LEAST_MORE = 10;

    private static final int FOUND_AT_ONCE = 10;

    /** What a search in a room costs, or a page of it. */
    private static final int UNITS = 4;

    private static final int ROOMS_PER_UNIT = 8;

    /** To see whether a room is open to somebody costs little. */
    private static final int LOOKED_AT_PER_UNIT = 64;

    private static final int MOST_WORDS = 16;

    /** An id of an event, as JSON has it: none is shorter, and nobody writes such a number for another reason. */
    private static final Pattern EVENT = Pattern.compile("[0-9]{12,18}|1[0-9]{18}");

    private final ServerContext context;
    private final Chat chat;
    private final User user;
    private final Conversation conversation;
    private final CurrentRoom current;
    private final Answers answers;

    HistoryCommands(
            ServerContext context, User user, Conversation conversation, CurrentRoom current, Answers answers) {
        this.context = context;
        this.chat = context.chat();
        this.user = user;
        this.conversation = conversation;
        this.current = current;
        this.answers = answers;
    }

    /** The last messages of the current room, so many, or those of a day, or those before a day. */
    Next history(String argument) {
        conversation.offerNothing();
        if (!chat.history().keepsMessages()) {
            return answers.reply(HistoryText.noneKept());
        }
        WordAndRest words = WordAndRest.of(argument);
        if (words.word().equalsIgnoreCase("before")) {
            return before(words.rest());
        }
        Optional<Days.Day> day = Days.of(context).parse(argument);
        if (day.isPresent()) {
            return current.act(place -> ofDay(place.room().name(), day.get(), day.get().first()));
        }
        Optional<Integer> wanted = argument.isEmpty() ? Optional.of(context.shownWhenAsked()) : number(argument);
        if (wanted.isEmpty()) {
            return answers.reply(PlainHelp.usage(PlainCommand.HISTORY));
        }
        return current.act(place -> last(
                place.room().name(), HistoryPoint.END, "", wanted.get(),
                nothingSaid(place.room())));
    }

    /** What was said before a day, or before a message whose id a program has shown. */
    private Next before(String written) {
        if (EVENT.matcher(written).matches()) {
            long event = Long.parseLong(written);
            return current.act(place -> last(
                    place.room().name(), new HistoryPoint.OfId(event),
                    ShownTime.of(context, IdGenerator.timeOf(event)), PAGE, HistoryText.nothingMore()));
        }
        Optional<Days.Day> end = Days.of(context).parse(written);
        return end.isEmpty()
                ? answers.reply(HistoryText.noDay(written))
                : current.act(place -> last(
                        place.room().name(), end.get().first(), end.get().date().toString(), PAGE,
                        HistoryText.nothingSaidBefore(place.room().name(), end.get())));
    }

    /** Messages that were forgotten before there was the room were not said in it. */
    private String nothingSaid(Room room) {
        long forgotten = chat.history().forgottenUpTo();
        boolean mayBeForgotten =
                forgotten != 0 && !room.view(0, 0).createdAt().isAfter(IdGenerator.timeOf(forgotten));
        return mayBeForgotten ? HistoryText.nothingKept(room.name()) : HistoryText.nothingSaid(room.name());
    }

    /** What somebody has missed in the current room who is back under the same name; nothing for others. */
    Next catchUp() {
        Optional<RoomName> room = current.isGone() ? Optional.empty() : current.name();
        Optional<HistoryPoint> since = room.flatMap(view()::missedSince);
        return since.isEmpty() || context.historyShown() == 0 ? Next.CONTINUE : missed(room.get(), since.get());
    }

    private Next missed(RoomName room, HistoryPoint since) {
        conversation.offerNothing();
        return answers.atLength(reading(UNITS + MOST / WorkLimit.LINES, () -> {
            // What came after the entry has been read, and may be more than is read here.
            HistoryPoint end = conversation.entries().of(room).map(ShownAtEntry::end).orElse(HistoryPoint.END);
            List<Message> read = read(room, since, end, End.NEWEST, MOST + 1);
            Optional<ShownAtEntry> before = conversation.entries().complete(room);
            List<Message> missed = readable(read).stream()
                    .filter(message -> before.isEmpty() || before.get().precedes(message))
                    .toList();
            List<Message> unseen =
                    missed.stream().filter(message -> before.isEmpty() || !before.get().includes(message)).toList();
            List<Message> shown = newest(unseen);
            if (shown.size() < unseen.size()) {
                conversation.offerMore(olderThan(room, shown.getFirst(), context.historyShown()));
            }
            boolean all = read.size() <= MOST && reachesBack(room, since);
            HistoryText.Missed number = new HistoryText.Missed(unseen.size(), all);
            answers.inOrder(unseen.size() == missed.size()
                    ? HistoryText.missed(context, room, shown, number)
                    : HistoryText.missedMore(
                            context, room, shown, number, new HistoryText.Missed(missed.size(), all)));
        }));
    }

    /** Whether all is still there that was said since then. */
    private boolean reachesBack(RoomName name, HistoryPoint since) {
        boolean kept = chat.history().waitsForDisk();
        return kept || view().room(name)
                .filter(room -> room.oldest() <= 1
                        || room.event(room.oldest()).filter(oldest -> since.compare(oldest) <= 0).isPresent())
                .isPresent();
    }

    private List<Message> newest(List<Message> messages) {
        return messages.subList(Math.max(0, messages.size() - context.historyShown()), messages.size());
    }

    /** What is shown beyond what was shown last. */
    Next more() {
        Supplier<Next> next = conversation.takeMore();
        return next == null ? answers.reply(HistoryText.nothingMore()) : next.get();
    }

    /** Keeps no message in memory until the user wants more. */
    private Supplier<Next> olderThan(RoomName room, Message shown, int wanted) {
        HistoryPoint before = new HistoryPoint.OfId(shown.id());
        String until = ShownTime.of(context, shown.at());
        int more = Math.max(wanted, LEAST_MORE);
        return () -> last(room, before, until, more, HistoryText.nothingMore());
    }

    /**
     * The last messages before some point.
     *
     * @param until the same point for people; empty for the end
     * @param nothing what is said if there is nothing
     */
    private Next last(RoomName room, HistoryPoint before, String until, int wanted, String nothing) {
        int most = Math.max(chat.limits().of(Limit.HISTORY), Math.min(wanted, MOST));
        return answers.atLength(reading(UNITS + most / WorkLimit.LINES, () -> {
            List<Message> read = read(room, HistoryPoint.BEGINNING, before, End.NEWEST, most);
            List<Passage> passages = Passage.newest(readable(read), wanted, Passage.CHARACTERS_ASKED_FOR);
            if (passages.isEmpty()) {
                answers.inOrder(List.of(nothing));
                return;
            }
            conversation.offerMore(olderThan(room, passages.getFirst().lines().getFirst(), wanted));
            answers.inOrder(HistoryText.last(context, room, passages, until));
        }));
    }

    private Next ofDay(RoomName room, Days.Day day, HistoryPoint after) {
        return answers.atLength(reading(UNITS + PAGE / WorkLimit.LINES, () -> {
            List<Message> read = read(room, after, day.last(), End.OLDEST, PAGE + 1);
            boolean goesOn = read.size() > PAGE;
            List<Message> shown = readable(read.subList(0, Math.min(PAGE, read.size())));
            if (goesOn) {
                long last = read.get(PAGE - 1).id();
                conversation.offerMore(() -> ofDay(room, day, new HistoryPoint.OfId(last)));
            }
            answers.inOrder(HistoryText.ofDay(context, room, day, shown, goesOn));
        }));
    }

    private List<Message> read(RoomName room, HistoryPoint after, HistoryPoint before, End end, int limit) {
        return view().history(room, after, before, end, limit, Detail.MESSAGES).stream()
                .map(Message.class::cast)
                .toList();
    }

    /** Looks for words in the rooms that the user is in or could enter, or in one of them. */
    Next search(String argument) {
        conversation.offerNothing();
        if (!chat.history().keepsMessages()) {
            return answers.reply(HistoryText.noneKept());
        }
        SearchQuery query = SearchQuery.parse(argument, Days.of(context));
        if (query.fault().isPresent()) {
            return answers.reply(HistoryText.noDay(query.fault().get()));
        } else if (query.isEmpty() || query.phrases().size() > MOST_WORDS) {
            return answers.reply(query.isEmpty()
                    ? PlainHelp.usage(PlainCommand.SEARCH)
                    : HistoryText.tooManyWords(MOST_WORDS));
        }
        Optional<RoomName> room = query.room().flatMap(this::named);
        return query.room().isPresent() && room.isEmpty()
                ? answers.reply(noSuchPlace(query))
                : search(argument, query, room, query.before());
    }

    /** The same whether there is no such room or one that the user may not know of. */
    private static String noSuchPlace(SearchQuery query) {
        return HistoryText.notSearchable(query.room().orElse(""));
    }

    private Optional<RoomName> named(String name) {
        return RoomNameRules.parse(name, chat.limits()) instanceof Done<RoomName>(RoomName room)
                ? Optional.of(room)
                : Optional.empty();
    }

    private Next search(String asked, SearchQuery query, Optional<RoomName> in, HistoryPoint before) {
        return answers.atLength(LongAnswer.reading(chat.history().waitsForDisk(), work -> {
            ChatView.Found found = view().search(
                    in, query.phrases(), query.author(), query.after(), before, End.NEWEST, FOUND_AT_ONCE + 1);
            work.charge(UNITS + found.rooms() / ROOMS_PER_UNIT + found.lookedAt() / LOOKED_AT_PER_UNIT);
            List<Message> messages = found.messages();
            boolean goesOn = messages.size() > FOUND_AT_ONCE;
            List<Message> page = messages.subList(0, Math.min(FOUND_AT_ONCE, messages.size()));
            if (goesOn) {
                long oldest = page.getLast().id();
                conversation.offerMore(() -> search(asked, query, in, new HistoryPoint.OfId(oldest)));
            }
            if (found.rooms() == 0) {
                answers.reply(in.isEmpty() ? notFound(asked, query) : noSuchPlace(query));
                return;
            }
            answers.reply(page.isEmpty()
                    ? List.of(before.equals(query.before()) ? notFound(asked, query) : HistoryText.nothingMore())
                    : HistoryText.found(context, readable(page), goesOn));
            if (!found.everywhere()) {
                answers.reply(HistoryText.notEverywhere(found.rooms()));
            }
        }));
    }

    private static String notFound(String asked, SearchQuery query) {
        return query.isWordless() ? HistoryText.noWords(asked) : HistoryText.notFound(asked);
    }

    private LongAnswer reading(int units, Runnable action) {
        return LongAnswer.reading(chat.history().waitsForDisk(), work -> {
            work.charge(units);
            action.run();
        });
    }

    private ChatView view() {
        return chat.viewFor(user);
    }

    private List<Message> readable(List<Message> messages) {
        return ReplyWriter.readable(user, messages);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
