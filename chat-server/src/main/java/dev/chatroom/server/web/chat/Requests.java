package dev.chatroom.server.web.chat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.MemberSelection;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.pace.LongAnswer;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.TypedCommands;
import dev.chatroom.server.web.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what a client of the web door asks for. Called by the connection's reader alone. */
final class Requests {
    private static final int NAMES_LISTED = 250;
    private static final int MOST_ROOMS = 200;
    private static final int LINES_PER_UNIT = 16;

    /** All others come after what their user has said before. */
    private static final Set<Verb> SPEECH = Set.of(Verb.SAY, Verb.EMOTE, Verb.TYPING);

    /** The tag by which programs tell each other that somebody is writing (IRCv3 typing). */
    private static final String TYPING = "+typing";

    private static final AtomicReferenceFieldUpdater<Requests, @Nullable TypedCommands> TYPED =
            AtomicReferenceFieldUpdater.newUpdater(Requests.class, TypedCommands.class, "typed");

    private final ServerContext context;
    private final AbsentUsers absent;
    private final User user;
    private final Workload work;

    /** Null as long as nothing has been typed as at a terminal. For the user's reader and writer. */
    private volatile @Nullable TypedCommands typed;

    Requests(ServerContext context, AbsentUsers absent, User user, Workload work) {
        this.context = context;
        this.absent = absent;
        this.user = user;
        this.work = work;
    }

    /** What the user has typed as at a terminal. */
    TypedCommands typed() {
        TypedCommands known = typed;
        // The reader and the writer may both be the first.
        return known != null
                ? known
                : TYPED.updateAndGet(this, made -> made == null ? new TypedCommands(context, user, work) : made);
    }

    Next act(ClientRequest request) {
        Optional<Verb> verb = Verb.of(request.verb());
        if (verb.isEmpty()) {
            return unknown(request);
        }
        if (!SPEECH.contains(verb.get())) {
            user.awaitPlaces();
        }
        return act(verb.get(), request);
    }

    private Next act(Verb verb, ClientRequest request) {
        return switch (verb) {
            case SAY -> speak(request, OutgoingMessage.said(text(request)));
            case EMOTE -> speak(request, OutgoingMessage.emoted(text(request)));
            case TYPING -> speak(request, new OutgoingMessage(
                    OutgoingMessage.Kind.TAGGED, "", Map.of(TYPING, state(request)), Optional.empty()));
            case TELL -> settle(
                    request, chat().tell(user, request.of("to"), message(request)),
                    told -> user.outbox().reply(Messages.event(request.ref(), told)));
            case NICK -> settle(request, rename(request.of("name")),
                    name -> told(request, json -> json.writeStringField("name", name.text())));
            case JOIN -> join(request);
            case LEAVE -> within(request, place -> leave(request, place));
            case TOPIC -> within(request, place -> settle(
                    request, place.setTopic(text(request)), changed -> {}));
            case REDACT -> within(request, place -> redact(request, place));
            case AWAY -> settle(request, chat().goAway(user, text(request)), away -> told(request, json -> {}));
            case BACK -> settle(request, chat().comeBack(user), back -> told(request, json -> {}));
            case WHO -> within(request, place -> {
                user.outbox().report(
                        place, ViewScope.of(new MemberSelection.First(NAMES_LISTED)),
                        new WebReply.OnRoom(MessageType.ROOM, request.ref()));
                work.charge(NAMES_LISTED / LINES_PER_UNIT + place.room().modes().masks(MaskKind.MUTE).size());
                return Next.CONTINUE;
            });
            case ROOMS -> atLength(LongAnswer.of(MOST_ROOMS / LINES_PER_UNIT, () -> reply(Messages.rooms(
                    request.ref(), view().rooms().stream().limit(MOST_ROOMS).toList()))));
            case HISTORY -> within(request, place -> history().history(request, place));
            case SEARCH -> history().search(request);
            case COMMAND -> typed(request);
            case PING -> done(request);
            // Whoever is asked for a password is not in yet.
            case LOGIN -> refuse(request, RefusalCode.INSIDE, "you are in; there is no password to be said any more");
        };
    }

    private Next leave(ClientRequest request, Membership place) {
        Optional<String> warning =
                request.of("asks").equals("true") ? typed().beforeLeaving(place) : Optional.empty();
        return warning.isPresent()
                ? refuse(request, RefusalCode.LAST_OPERATOR, warning.get())
                : settle(request, chat().leave(place, text(request, "reason")),
                        left -> doneInRooms(request, json -> {}));
    }

    private Next redact(ClientRequest request, Membership place) {
        OptionalLong message = request.number("message");
        return message.isEmpty()
                ? refuse(request, RefusalCode.MALFORMED, "message is the id of what was said, a whole number")
                : settle(request, place.redact(message.getAsLong(), text(request, "reason")), taken -> {});
    }

    private Next unknown(ClientRequest request) {
        return refuse(request, "unknown", "there is no request \"%s\"; /api lists all".formatted(
                TerminalText.clean(request.verb())));
    }

    /** A name that one's own lost connection still has is free for whoever comes back without it. */
    private Outcome<Nickname> rename(String name) {
        Outcome<Nickname> outcome = renameOnce(name);
        boolean yielded = outcome instanceof Refused<Nickname>(Refusal.NameTaken taken)
                && absent.yieldName(CaseFold.key(name.strip()), user.address());
        return yielded ? renameOnce(name) : outcome;
    }

    private Outcome<Nickname> renameOnce(String name) {
        return chat().rename(user, name, nickname -> context.cloaks().of(user, nickname));
    }

    private static OutgoingMessage message(ClientRequest request) {
        return request.of("kind").equals("emoted")
                ? OutgoingMessage.emoted(text(request))
                : OutgoingMessage.said(text(request));
    }

    /** Each line of the answer has the reference of the request that was typed last. */
    private Next typed(ClientRequest request) {
        user.outbox().reply(new WebReply.Typed(request.ref()));
        return typed().perform(request.of("text"), place(request.of("room")).orElse(null));
    }

    private Next speak(ClientRequest request, OutgoingMessage draft) {
        return within(request, place -> said(request, place.postAhead(
                draft, why -> user.outbox().reply(Messages.notSaid(request.ref(), draft.text(), why)))));
    }

    private Next said(ClientRequest request, Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            return settle(request, new Refused<>(refusal.get()), none -> {});
        }
        work.countedByChat();
        return Next.CONTINUE;
    }

    private Next join(ClientRequest request) {
        ViewScope scope = new ViewScope(
                new MemberSelection.First(NAMES_LISTED), 2 * context.historyShown(), Passage.CHARACTERS_AT_ENTRY);
        work.charge(NAMES_LISTED / LINES_PER_UNIT);
        Outcome<Membership> outcome = chat().join(user, request.of("room"), new JoinOptions(
                request.of("key"), 0, scope, Optional.of(new WebReply.OnRoom(MessageType.ENTERED, request.ref()))));
        if (outcome instanceof Refused<Membership>(Refusal.AlreadyThere(RoomName name))) {
            user.membership(name).ifPresent(place -> user.outbox().report(
                    place, scope, new WebReply.OnRoom(MessageType.ENTERED, request.ref())));
            return Next.CONTINUE;
        }
        return settle(request, outcome, entered -> {});
    }

    /** Does something in the room that a request names, if the user is there. */
    private Next within(ClientRequest request, Function<Membership, Next> action) {
        String room = request.of("room");
        return place(room).map(action).orElseGet(() -> refuse(
                request, new Refusal.NotThere(new RoomName(TerminalText.clean(room), ""))));
    }

    private Optional<Membership> place(String room) {
        Limits limits = chat().limits();
        return RoomNameRules.parse(room, limits) instanceof Done<RoomName>(RoomName name)
                ? user.membership(name)
                : Optional.empty();
    }

    private <T> Next settle(ClientRequest request, Outcome<T> outcome, Consumer<T> whenDone) {
        return switch (outcome) {
            case Done<T>(T value) -> {
                whenDone.accept(value);
                yield Next.CONTINUE;
            }
            case Refused<T>(Refusal.TooFast tooFast) -> new Next.Retry(tooFast.retryAfter());
            case Refused<T>(Refusal refusal) -> refuse(request, refusal);
        };
    }

    /** All rooms that the user is in are told, which has its price. */
    private void told(ClientRequest request, Json.Writing answer) {
        work.chargeRooms(user.memberships().size());
        doneInRooms(request, answer);
    }

    /** The answer to what rooms are told of, which the client reads after their events. */
    private void doneInRooms(ClientRequest request, Json.Writing answer) {
        work.chargeLine();
        user.outbox().replyInOrder(
                new Delivery.TextReply<>(Messages.answer(MessageType.DONE, request.ref(), answer)));
    }

    private Next done(ClientRequest request) {
        return reply(Messages.answer(MessageType.DONE, request.ref(), json -> {}));
    }

    private Next refuse(ClientRequest request, Refusal why) {
        return reply(Messages.refused(request.ref(), why));
    }

    private Next refuse(ClientRequest request, String code, String words) {
        return reply(Messages.refused(request.ref(), code, words));
    }

    private Next atLength(LongAnswer answer) {
        work.begin(answer);
        return Next.MORE;
    }

    private Next reply(String message) {
        work.chargeLine();
        user.outbox().reply(message);
        return Next.CONTINUE;
    }

    private ChatView view() {
        return chat().viewFor(user);
    }

    private Chat chat() {
        return context.chat();
    }

    private HistoryRequests history() {
        return new HistoryRequests(context, user, work);
    }

    private static String state(ClientRequest request) {
        return request.of("state").equals("done") ? "done" : "active";
    }

    private static String text(ClientRequest request) {
        return text(request, "text");
    }

    /** Without what acts on a terminal: others may read it there. */
    private static String text(ClientRequest request, String field) {
        return TerminalText.clean(request.of(field));
    }
}
