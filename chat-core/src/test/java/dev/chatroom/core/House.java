package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.ManualExecutor;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A chat with a hand-set clock, and what its users read, in words. Nobody is bounded in pace unless a test asks for it. */
public final class House {
    private static final int MOST_READ = 100_000;

    public final HandClock clock = new HandClock();

    /** What the chat does about a second later. */
    private final ManualExecutor later = new ManualExecutor();
    public final Chat chat;

    public House() {
        this(limits -> limits);
    }

    public House(UnaryOperator<Limits> changed) {
        this(changed, builder -> builder);
    }

    public House(UnaryOperator<Limits> changed, UnaryOperator<ChatBuilder> further) {
        Limits limits = changed.apply(Limits.standard().with(Limit.RATE, 0));
        chat = further.apply(Chat.builder().limits(limits).clock(clock).executor(Runnable::run).later(later)).open();
    }

    /** A second goes by, though not on the clock. */
    public void later() {
        later.runWaiting();
    }

    public User enter(String nickname) {
        return enter(nickname, () -> {
        });
    }

    public User enter(String nickname, Runnable onReady) {
        User user = chat.enter("test", Profile.NONE, onReady);
        done(chat.rename(user, nickname));
        return user;
    }

    /** Enters and joins. */
    public Membership member(String nickname, String room) {
        return join(enter(nickname), room);
    }

    @CanIgnoreReturnValue
    public Membership join(User user, String room) {
        return done(chat.join(user, room));
    }

    /** Enters as somebody of whom more is known than the name. */
    public User enter(String nickname, Profile profile) {
        User user = chat.enter("test", profile, () -> {
        });
        done(chat.rename(user, nickname));
        return user;
    }

    @CanIgnoreReturnValue
    public static List<ModeChange> change(Membership by, ModeChange... changes) {
        return done(by.change(List.of(changes)));
    }

    @CanIgnoreReturnValue
    public static <T> T done(Outcome<T> outcome) {
        return outcome.orThrow();
    }

    public static Refusal refusal(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?>(Refusal refusal) -> refusal;
            case Outcome.Done<?> done -> throw new AssertionError("not refused: " + done);
        };
    }

    /** Everything that the user can read now, up to the end if it has come. */
    public static List<String> reads(User user) {
        List<String> read = new ArrayList<>();
        for (var next = user.outbox().poll(); next != null; next = user.outbox().poll()) {
            read.add(words(next));
            if (next instanceof Delivery.Closed) {
                break;
            }
            assertThat(read.size()).as("an end to the reading").isLessThan(MOST_READ);
        }
        return read;
    }

    /** The events of one kind that the user can read now; the others are lost. */
    static <E extends ChatEvent> List<E> events(User user, Class<E> kind) {
        List<E> events = new ArrayList<>();
        for (var next = user.outbox().poll(); next != null; next = user.outbox().poll()) {
            if (next instanceof Delivery.Event<ChatEvent>(long sequence, ChatEvent event) && kind.isInstance(event)) {
                events.add(kind.cast(event));
            }
            if (next instanceof Delivery.Closed) {
                break;
            }
        }
        return events;
    }

    /** A reply that reports are about. */
    public static Delivery.Reply<ChatEvent> text(String text) {
        return new Delivery.TextReply<>(text);
    }

    static String words(Delivery<ChatEvent> delivery) {
        return switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, ChatEvent event) -> words(sequence, event);
            case Delivery.TextReply<ChatEvent>(String text) -> "= " + text;
            case RoomReport(RoomView view, Delivery.Reply<ChatEvent> about) -> words(about) + " of " + view.name()
                    + " " + view.position() + " with " + view.present();
            case Delivery.Reply<ChatEvent> other -> throw new AssertionError(other);
            case Delivery.Lagged<ChatEvent>(String source, long missed) -> source + " lagged " + missed;
            case Delivery.Closed<ChatEvent> closed -> "closed";
        };
    }

    private static String words(long sequence, ChatEvent event) {
        String who = event.author().nickname().text();
        String what = switch (event) {
            case ChatEvent.Said said -> who + ": " + said.text();
            case ChatEvent.Emoted emoted -> who + " " + emoted.text();
            case ChatEvent.Joined joined -> who + (joined.quiet() ? " slips in" : " joins");
            case ChatEvent.Left left -> who + (left.quiet() ? " slips out" : " leaves")
                    + (left.reason().isEmpty() ? "" : " (" + left.reason() + ")");
            case ChatEvent.Renamed renamed -> who + " is " + renamed.nickname();
            case ChatEvent.TopicChanged changed -> who + " sets topic " + changed.topic();
            case ChatEvent.CrowdChanged crowd ->
                "+" + crowd.joined() + " -" + crowd.left() + " = " + crowd.present();
            case ChatEvent.Noticed noticed -> who + " notes: " + noticed.text();
            case ChatEvent.Redacted redacted -> who + " takes back " + redacted.said().nickname();
            case ChatEvent.Tagged tagged -> who + " tags " + new TreeMap<>(tagged.tags().asMap());
            case ChatEvent.Kicked kicked -> who + " kicks " + kicked.member().nickname() + " (" + kicked.reason() + ")";
            case ChatEvent.ModesChanged changed -> who + " changes " + changed.changes().stream()
                    .map(House::words).collect(Collectors.joining(" "));
            case ChatEvent.Invited invited -> who + " invites " + invited.invited().nickname();
            case ChatEvent.AwayChanged changed ->
                who + changed.away().map(why -> " is away: " + why).orElse(" is back");
            case ChatEvent.ProfileChanged changed -> who + " is really " + changed.profile().realName();
            case ChatEvent.Invitation invitation -> who + " asks into " + invitation.room();
            case ChatEvent.ContactChanged changed -> who + " " + changed.change() + " " + changed.detail();
            case ChatEvent.Announced announced -> who + " announces: " + announced.text();
            case ChatEvent.AnnouncedHere announced -> who + " announces here: " + announced.text();
            case ChatEvent.Expelled expelled -> who + " expels: " + expelled.reason();
            case ChatEvent.Displaced displaced -> who + " loses " + words(displaced.loss());
            case ChatEvent.DirectMessage told -> who + " -> " + told.recipient().nickname() + ": " + told.text();
        };
        return event instanceof RoomEvent inRoom ? inRoom.room() + " " + sequence + " " + what : what;
    }

    private static String words(Loss loss) {
        return switch (loss) {
            case Loss.Name(Nickname now) -> "the name, now " + now;
            case Loss.Place(RoomName room, Loss.Place.Reason reason) -> room + " " + reason;
        };
    }

    private static String words(ModeChange change) {
        return switch (change) {
            case ModeChange.FlagChange(RoomFlag flag, boolean on) -> (on ? "+" : "-") + flag;
            case ModeChange.KeyChange(String key) -> "key=" + key;
            case ModeChange.LimitChange(int limit) -> "limit=" + limit;
            case ModeChange.MaskChange(MaskKind kind, String mask, boolean on, List<String> meant) ->
                (on ? "+" : "-") + kind + "=" + mask;
            case ModeChange.RankChange(Rank rank, long member, Nickname name, boolean on) ->
                (on ? "+" : "-") + rank + "=" + name;
        };
    }
}
