package dev.chatroom.server.web.chat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Days;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.SearchQuery;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.text.HistoryText;
import dev.chatroom.server.web.json.HistoryPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a client of the web door reads again of what was said. Called by the connection's reader alone. */
final class HistoryRequests {
    private static final int MOST_PAST = 100;
    private static final int MOST_FOUND = 20;
    private static final int MOST_WORDS = 16;
    private static final int LINES_PER_UNIT = 16;
    private static final int UNITS = 4;
    private static final int ROOMS_PER_UNIT = 8;

    /** To see whether a room is open to somebody costs little. */
    private static final int LOOKED_AT_PER_UNIT = 64;

    private final ServerContext context;
    private final Chat chat;
    private final User user;
    private final Workload work;

    HistoryRequests(ServerContext context, User user, Workload work) {
        this.context = context;
        this.chat = context.chat();
        this.user = user;
        this.work = work;
    }

    /** What happened in a room that the user is in: before or after an event, between two, or around one. */
    Next history(ClientRequest request, Membership place) {
        boolean malformed =
                Stream.of("before", "after", "around", "limit").anyMatch(field -> request.isNoNumber(field));
        if (malformed) {
            return refuse(request, RefusalCode.MALFORMED, "before, after, around and limit are whole numbers");
        }
        int limit = Math.clamp(request.number("limit").orElse(MOST_PAST / 2), 1, MOST_PAST);
        OptionalLong around = request.number("around");
        RoomName room = place.room().name();
        return atLength(LongAnswer.reading(chat.history().waitsForDisk(), paying -> {
            paying.charge(UNITS + limit / LINES_PER_UNIT);
            HistoryPage page = around.isPresent()
                    ? around(room, around.getAsLong(), limit)
                    : between(room, point(request, "after", HistoryPoint.BEGINNING),
                            point(request, "before", HistoryPoint.END), limit);
            page.events().stream().filter(this::isWanted)
                    .forEach(event -> reply(Messages.past(request.ref(), event)));
            reply(Messages.pageEnd(request.ref(), page));
        }));
    }

    private static HistoryPoint point(ClientRequest request, String field, HistoryPoint otherwise) {
        OptionalLong id = request.number(field);
        return id.isPresent() ? new HistoryPoint.OfId(id.getAsLong()) : otherwise;
    }

    private HistoryPage between(RoomName room, HistoryPoint after, HistoryPoint before, int limit) {
        // Upwards from where the client has read to, else down from the end.
        End end = after.equals(HistoryPoint.BEGINNING) ? End.NEWEST : End.OLDEST;
        return HistoryPage.of(view().history(room, after, before, end, limit, Detail.CHANGES_AND_REDACTIONS), end,
                limit);
    }

    /** Half of it before an event, and the event with the rest. There is more before it if that is full. */
    private HistoryPage around(RoomName room, long event, int limit) {
        int half = Math.max(1, limit / 2);
        HistoryPage before = HistoryPage.of(
                view().history(room, HistoryPoint.BEGINNING, new HistoryPoint.OfId(event), End.NEWEST, half,
                        Detail.CHANGES_AND_REDACTIONS),
                End.NEWEST, half);
        HistoryPage from = HistoryPage.of(
                view().history(room, new HistoryPoint.OfId(event - 1), HistoryPoint.END, End.OLDEST, half,
                        Detail.CHANGES_AND_REDACTIONS),
                End.OLDEST, half);
        List<RoomEvent> both = new ArrayList<>(before.events());
        both.addAll(from.events());
        return new HistoryPage(both, before.more());
    }

    /** Messages with certain words in a room, or in all that the user is in or could enter; the newest first. */
    Next search(ClientRequest request) {
        if (!chat.history().keepsMessages()) {
            return refuse(request, RefusalCode.NO_HISTORY, HistoryText.noneKept());
        }
        if (request.isNoNumber("before")) {
            return refuse(request, RefusalCode.MALFORMED, "before is the id of an event, a whole number");
        }
        SearchQuery query = SearchQuery.parse(TerminalText.clean(request.of("text")), Days.of(context));
        if (query.fault().isPresent()) {
            return refuse(request, "day", HistoryText.noDay(query.fault().get()));
        } else if (query.isEmpty() || query.phrases().size() > MOST_WORDS) {
            return refuse(request, "words", query.isEmpty()
                    ? "look for what? words, \"a phrase\", from:NAME, in:ROOM, after:DATE, before:DATE"
                    : HistoryText.tooManyWords(MOST_WORDS));
        } else if (query.isWordless()) {
            return refuse(request, "words", HistoryText.noWords(request.of("text")));
        }
        String written = query.room().orElse(request.of("room"));
        Optional<RoomName> room = RoomNameRules.parse(written, chat.limits()) instanceof Done<RoomName>(RoomName name)
                ? Optional.of(name)
                : Optional.empty();
        if (!written.isEmpty() && room.isEmpty()) {
            return refuse(request, "no-such-room", HistoryText.notSearchable(written));
        }
        HistoryPoint before = point(request, "before", query.before());
        return atLength(LongAnswer.reading(chat.history().waitsForDisk(), paying -> {
            ChatView.Found found = view().search(
                    room, query.phrases(), query.author(), query.after(), before, End.NEWEST, MOST_FOUND + 1);
            paying.charge(UNITS + found.rooms() / ROOMS_PER_UNIT + found.lookedAt() / LOOKED_AT_PER_UNIT);
            if (found.rooms() == 0 && room.isPresent()) {
                reply(Messages.refused(request.ref(), "no-such-room", HistoryText.notSearchable(written)));
                return;
            }
            found.messages().stream().limit(MOST_FOUND).filter(this::isWanted)
                    .forEach(message -> reply(Messages.found(request.ref(), message)));
            reply(Messages.answer(MessageType.DONE, request.ref(), json -> {
                json.writeBooleanField("more", found.messages().size() > MOST_FOUND);
                json.writeBooleanField("everywhere", found.everywhere());
            }));
        }));
    }

    private boolean isWanted(RoomEvent event) {
        return !user.ignores(event.author()) && !Ctcp.is(event);
    }

    private Next refuse(ClientRequest request, String code, String words) {
        reply(Messages.refused(request.ref(), code, words));
        return Next.CONTINUE;
    }

    private Next atLength(LongAnswer answer) {
        work.begin(answer);
        return Next.MORE;
    }

    private void reply(String message) {
        work.chargeLine();
        user.outbox().reply(message);
    }

    private ChatView view() {
        return chat.viewFor(user);
    }
}
