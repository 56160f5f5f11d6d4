package dev.chatroom.core.codec;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.room.UserMode;
import java.util.List;
import java.util.Optional;

/** The numbers by which forms name types and constants. None of them is ever changed or used again; new ones follow. */
final class FormNumbers {
    static final Constants<Rank> RANKS = new Constants<>("rank", List.of(Rank.VOICE, Rank.OPERATOR));
    static final Constants<OutgoingMessage.Kind> KINDS = new Constants<>("kind", List.of(
            OutgoingMessage.Kind.SAID, OutgoingMessage.Kind.EMOTED, OutgoingMessage.Kind.NOTICED,
            OutgoingMessage.Kind.TAGGED));
    static final Constants<Leaving> LEAVINGS =
            new Constants<>("leaving", List.of(Leaving.ROOM, Leaving.CHAT, Leaving.TAKEN_OUT));
    static final Constants<Change> CONTACT_CHANGES = new Constants<>("change", List.of(
            Change.CAME, Change.WENT, Change.AWAY, Change.BACK, Change.REAL_NAME, Change.HOST));
    static final Constants<RoomFlag> FLAGS = new Constants<>("flag", List.of(
            RoomFlag.INVITE_ONLY, RoomFlag.MODERATED, RoomFlag.MEMBERS_ONLY, RoomFlag.SECRET,
            RoomFlag.TOPIC_LOCKED));
    static final Constants<MaskKind> MASK_KINDS = new Constants<>("list", List.of(
            MaskKind.BAN, MaskKind.BAN_EXCEPTION, MaskKind.MUTE, MaskKind.MUTE_EXCEPTION,
            MaskKind.INVITE_EXCEPTION));
    static final Constants<Loss.Place.Reason> LOSS_REASONS = new Constants<>("reason", List.of(
            Loss.Place.Reason.BANNED, Loss.Place.Reason.INVITE_ONLY, Loss.Place.Reason.KEY, Loss.Place.Reason.FULL,
            Loss.Place.Reason.ENDED));

    static final Constants<UserMode> MODES = new Constants<>("mode", List.of(
            UserMode.INVISIBLE, UserMode.BOT, UserMode.WALLOPS, UserMode.SERVER_OPERATOR, UserMode.ENCRYPTED,
            UserMode.AT_TERMINAL));

    private FormNumbers() {}

    /**
     * The constants of an enum, numbered from 1 in the order of this list, whatever their order in the enum is.
     *
     * @param what what they are, for those who read of a number that is none
     */
    record Constants<E>(String what, List<E> all) {
        int of(E constant) {
            return all.indexOf(constant) + 1;
        }

        E read(FormReader form) throws MalformedEventException {
            int number = form.number(all.size() + 1, what);
            if (number == 0) {
                throw new MalformedEventException("no " + what);
            }
            return all.get(number - 1);
        }

        /** The constant of a number, if this version knows it. */
        Optional<E> find(int number) {
            return number > 0 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
        }
    }

    static int type(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Said said -> 1;
            case ChatEvent.Emoted emoted -> 2;
            case ChatEvent.Noticed noticed -> 3;
            case ChatEvent.Tagged tagged -> 4;
            case ChatEvent.Joined joined -> 5;
            case ChatEvent.Left left -> 6;
            case ChatEvent.Kicked kicked -> 7;
            case ChatEvent.ModesChanged changed -> 8;
            case ChatEvent.Redacted redacted -> 9;
            case ChatEvent.Invited invited -> 10;
            case ChatEvent.Renamed renamed -> 11;
            case ChatEvent.AwayChanged changed -> 12;
            case ChatEvent.ProfileChanged changed -> 13;
            case ChatEvent.TopicChanged changed -> 14;
            case ChatEvent.CrowdChanged changed -> 15;
            case ChatEvent.DirectMessage told -> 16;
            case ChatEvent.Invitation invitation -> 17;
            case ChatEvent.ContactChanged changed -> 18;
            case ChatEvent.Announced announced -> 19;
            case ChatEvent.Expelled expelled -> 20;
            case ChatEvent.Displaced displaced -> 21;
            case ChatEvent.AnnouncedHere announced -> 22;
        };
    }

    static int type(Loss loss) {
        return switch (loss) {
            case Loss.Name name -> 1;
            case Loss.Place place -> 2;
        };
    }

    static int type(ModeChange change) {
        return switch (change) {
            case ModeChange.FlagChange flag -> 1;
            case ModeChange.KeyChange key -> 2;
            case ModeChange.LimitChange limit -> 3;
            case ModeChange.MaskChange mask -> 4;
            case ModeChange.RankChange rank -> 5;
        };
    }
}
