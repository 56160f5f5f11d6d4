package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.FormerUser;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.MaskEntry;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.plain.syntax.Ban;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.OperatorAnswers;
import dev.chatroom.server.plain.text.PlainHelp;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whom a plain user who runs the current room keeps out of it, or silent. Called by the connection's reader alone. */
final class BanCommands {
    private static final int MEMBERS_LOOKED_AT = 5_000;

    private final Chat chat;
    private final User user;
    private final CurrentRoom room;
    private final Answers answers;

    BanCommands(Chat chat, User user, CurrentRoom room, Answers answers) {
        this.chat = chat;
        this.user = user;
        this.room = room;
        this.answers = answers;
    }

    /** Bans somebody by name, and puts them out; or bans a mask. */
    Next ban(String argument) {
        WordAndRest whomAndWhy = WordAndRest.of(argument);
        String reason = whomAndWhy.rest();
        if (!Ban.isMask(whomAndWhy.word())) {
            return forOperator(by -> withOther(by, whomAndWhy.word(), (view, other) -> ban(by, view, other, reason)));
        }
        if (Ban.isAddress(whomAndWhy.word())) {
            return answers.counted(() -> answers.reply(OperatorAnswers.roomsKnowNoAddresses()));
        }
        return reason.isEmpty()
                ? forOperator(by -> banMask(by, whomAndWhy.word()))
                : answers.counted(() -> answers.reply(PlainHelp.usage(PlainCommand.BAN)));
    }

    /** Lets somebody be in the room, but not speak there. */
    Next mute(String name) {
        return forOperator(by -> withOther(by, name, (view, other) -> {
            String nickname = other.nickname().text();
            Ban ban = Ban.of(other, view);
            return answers.changed(by.change(List.of(ban.on(MaskKind.MUTE, nickname))), applied -> {
                Optional<Member> member = member(view, other);
                answer(by, withHint(by, view, other, applied.isEmpty()
                        ? List.of(OperatorAnswers.mutedAlready(nickname, view.name()))
                        : OperatorAnswers.muted(nickname, view.name(), ban.reach(), member)));
            });
        }));
    }

    Next unban(String argument) {
        return lift(MaskKind.BAN, argument);
    }

    Next unmute(String argument) {
        return lift(MaskKind.MUTE, argument);
    }

    /** Takes off a list whatever is on it for a name, or just this mask. */
    private Next lift(MaskKind list, String argument) {
        Predicate<MaskEntry> meant = Ban.isMask(argument)
                ? entry -> entry.mask().equalsIgnoreCase(Mask.complete(argument))
                : finding(argument);
        return forOperator(by -> {
            List<ModeChange> lifted = by.room().modes().masks(list).stream()
                    .filter(meant)
                    .<ModeChange>map(entry -> new MaskChange(list, entry.mask(), false))
                    .toList();
            return lifted.isEmpty()
                    ? nothingToLift(by, list, argument, meant)
                    : answers.changed(by.change(lifted), applied -> {
                    });
        });
    }

    private Next nothingToLift(Membership by, MaskKind list, String whom, Predicate<MaskEntry> meant) {
        Next next = answers.reply(list == MaskKind.BAN
                ? OperatorAnswers.notBanned(whom, by.room().name())
                : OperatorAnswers.notMuted(whom, by.room().name()));
        OtherRooms.of(by)
                .first(other -> other.room().modes().masks(list).stream().anyMatch(meant))
                .ifPresent(other -> answers.reply(OperatorAnswers.liftElsewhere(whom, list, other.room().name())));
        return next;
    }

    /** If the user is too fast for the second half, the whole is done again, of which the first changes nothing then. */
    private Next ban(Membership by, RoomView view, Author other, String reason) {
        String nickname = other.nickname().text();
        Ban ban = Ban.of(other, view);
        Outcome<List<ModeChange>> banned = by.change(List.of(ban.on(MaskKind.BAN, nickname)));
        Optional<User> present = member(view, other).flatMap(member -> chat.user(member.userId()));
        if (banned instanceof Done<List<ModeChange>> && present.isPresent()) {
            return answers.settle(chat.moderation().kick(by, present.get(), reason), kicked -> {
                answer(by, OperatorAnswers.banned(nickname, ban.reach()));
                answers.tellIfCut(reason);
                answers.tellIfNotKept();
            });
        }
        return answers.changed(banned, applied -> answer(by, withHint(by, view, other, applied.isEmpty()
                ? List.of(OperatorAnswers.bannedAlready(nickname, view.name()))
                : OperatorAnswers.banned(nickname, ban.reach()))));
    }

    /** What is answered about somebody who is not in the room, but in another where the user is too. */
    private static List<String> withHint(Membership by, RoomView view, Author other, List<String> lines) {
        return Stream.concat(lines.stream(), OtherRooms.of(by).with(other.userId())
                .filter(elsewhere -> member(view, other).isEmpty())
                .map(elsewhere -> OperatorAnswers.elsewhere(
                        other.nickname().text(), view.name(), elsewhere.room().name(), elsewhere.isOperator()))
                .stream()).toList();
    }

    private Next banMask(Membership by, String written) {
        String mask = Mask.complete(written);
        if (mask.length() > Ban.LONGEST_MASK) {
            return answers.refuse(new Refusal.TooLong(mask.length(), Ban.LONGEST_MASK));
        }
        return answers.changed(by.change(List.of(new MaskChange(MaskKind.BAN, mask, true))), applied -> {
            Mask made = Mask.of(mask);
            List<String> present = by.room().view(MEMBERS_LOOKED_AT, 0).members().stream()
                    .filter(member -> member.ranks().isEmpty() && made.matches(member.author().hostmask()))
                    .map(member -> member.nickname().text())
                    .toList();
            answer(by, applied.isEmpty()
                    ? List.of(OperatorAnswers.soAlready(by.room().name()))
                    : OperatorAnswers.maskBanned(by.room().name(), present));
        });
    }

    private Next forOperator(Function<Membership, Next> action) {
        return room.act(by -> by.isOperator()
                ? action.apply(by)
                : answers.refuse(new Refusal.NotOperator(by.room().name())));
    }

    /**
     * For somebody else who is in the chat or was: who is to be banned has often left, or taken another name. Who is
     * still in the room is meant as they are called now.
     */
    private Next withOther(Membership by, String name, BiFunction<RoomView, Author, Next> action) {
        Optional<Author> known = known(name).findFirst();
        if (known.isEmpty()) {
            return answers.refuse(new Refusal.NoSuchUser(name));
        } else if (known.get().userId() == user.id()) {
            return answers.counted(() -> answers.reply(OperatorAnswers.thatIsYou()));
        }
        RoomView view = by.room().view(MEMBERS_LOOKED_AT, 0);
        return action.apply(view, member(view, known.get()).map(Member::author).orElse(known.get()));
    }

    /**
     * Finds the masks that stand for a name: those that match whoever has or had it, that were meant for nobody else, and
     * that of the name itself.
     */
    private Predicate<MaskEntry> finding(String name) {
        List<String> hostmasks = Stream.concat(
                chat.find(name).stream().flatMap(user -> user.hostmasks().stream()),
                chat.former(name).stream().map(FormerUser::author).map(Author::hostmask)).toList();
        return entry -> entry.mask().equalsIgnoreCase(Ban.byName(name))
                || (entry.meant().size() == 1 && entry.meant().getFirst().equalsIgnoreCase(name))
                || hostmasks.stream().anyMatch(Mask.of(entry.mask())::matches);
    }

    private Stream<Author> known(String name) {
        return Stream.concat(
                chat.find(name).map(User::asAuthor).stream(),
                chat.former(name).stream().map(FormerUser::author));
    }

    /** Answers so that it is read after what has just happened in the room. */
    private void answer(Membership by, List<String> lines) {
        user.outbox().report(by, ViewScope.NOTHING, new PlainReply.Lines(lines));
    }

    private static Optional<Member> member(RoomView view, Author person) {
        return view.members().stream()
                .filter(member -> member.author().userId() == person.userId())
                .findFirst();
    }
}
