package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.dialect.NearestWord;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.PlainAnswers;
import dev.chatroom.server.plain.text.PlainHelp;
import dev.chatroom.server.plain.text.PlainText;
import dev.chatroom.server.plain.text.RefusalText;
import dev.chatroom.server.plain.text.WhoisText;
import java.util.List;
import java.util.Optional;

/** What a plain user does as a person among others, in whatever room. Called by the connection's reader alone. */
final class PeopleCommands {
    /** So many names are compared with one that nobody has. */
    private static final int NAMES_COMPARED = 200;

    private final ServerContext context;
    private final Chat chat;
    private final User user;
    private final Conversation conversation;
    private final Answers answers;

    PeopleCommands(ServerContext context, User user, Conversation conversation, Answers answers) {
        this.context = context;
        this.chat = context.chat();
        this.user = user;
        this.conversation = conversation;
        this.answers = answers;
    }

    Next nick(String name) {
        Nickname before = user.nickname();
        return answers.settle(chat.rename(user, name, taken -> context.cloaks().of(user, taken)), nickname -> {
            if (!nickname.equals(before)) {
                answers.chargeRooms(user);
            }
            // Those who are in a room learn of a change from the room's history, in its order.
            if (user.memberships().isEmpty() || nickname.equals(before)) {
                answers.reply(PlainText.youAreNow(nickname.text()));
            }
        });
    }

    Next msg(String argument) {
        WordAndRest nameAndText = WordAndRest.of(argument);
        return nameAndText.rest().isEmpty()
                ? answers.reply(PlainHelp.usage(PlainCommand.MSG))
                : tell(addressee(nameAndText.word()), nameAndText.rest());
    }

    /** Without what people write around a name when they turn to somebody, and what no name contains. */
    static String addressee(String written) {
        return written.replaceFirst("^@", "").replaceFirst("[:,]$", "");
    }

    Next replyTo(String text) {
        String teller = conversation.teller();
        return teller == null ? answers.reply(PlainAnswers.nobodyToReplyTo()) : tell(teller, text);
    }

    void ignore(String name) {
        if (name.isEmpty()) {
            answers.reply(PlainAnswers.ignored(chat.viewFor(user).ignored().stream()
                    .map(one -> one.now().equals(one.name())
                            ? one.name().text()
                            : one.now().text() + " (was " + one.name().text() + ")")
                    .toList()));
        } else if (chat.find(name).equals(Optional.of(user))) {
            answers.reply(PlainAnswers.notYourself());
        } else {
            answers.settle(chat.ignore(user, name), ignored -> answers.reply(PlainAnswers.ignoring(ignored.text())));
        }
    }

    Next unignore(String name) {
        return answers.reply(
                chat.unignore(user, name) instanceof Done<String>(String heard)
                        ? PlainAnswers.notIgnoring(heard)
                        : PlainAnswers.wasNotIgnored(name));
    }

    Next whois(String name) {
        return answers.counted(() -> answers.reply(chat.find(name)
                .map(other -> WhoisText.of(context, other, roomsToBeSeen(other), chat.viewFor(user).nodeOf(other),
                        other == user || user.has(UserMode.SERVER_OPERATOR)))
                .orElseGet(() -> List.of(RefusalText.of(new Refusal.NoSuchUser(name))))));
    }

    /** The other's places in rooms where this user may find them. */
    private List<Membership> roomsToBeSeen(User other) {
        return chat.viewFor(user).membershipsOf(other);
    }

    Next away(String reason) {
        Optional<String> before = user.away();
        return answers.settle(chat.goAway(user, reason), away -> {
            if (!user.away().equals(before)) {
                answers.chargeRooms(user);
            }
            answers.tellIfCut(reason);
            answers.reply(PlainAnswers.youAreAway(away.away().orElse("")));
        });
    }

    Next back() {
        boolean wasAway = user.away().isPresent();
        return answers.settle(chat.comeBack(user), here -> {
            if (wasAway) {
                answers.chargeRooms(user);
            }
            answers.reply(PlainAnswers.youAreBack(wasAway));
        });
    }

    private Next tell(String name, String text) {
        Outcome<DirectMessage> outcome = chat.tell(user, name, text);
        return outcome instanceof Refused<DirectMessage>(Refusal.NoSuchUser nobody)
                ? answers.reply(RefusalText.nobody(nobody.name(), nearest(nobody.name())))
                : answers.settle(outcome, told -> answers.reply(sent(told)));
    }

    /** Whom the name may have been meant for, of those who are in the room where the user talks. */
    private Optional<String> nearest(String name) {
        Membership here = conversation.room();
        return here == null
                ? Optional.empty()
                : NearestWord.of(name, here.room().view(NAMES_COMPARED, 0).members().stream()
                        .filter(member -> member.author().userId() != user.id())
                        .map(member -> member.nickname().text())
                        .toList());
    }

    private String sent(DirectMessage told) {
        Nickname recipient = told.recipient().nickname();
        Optional<String> away = chat.find(recipient.text()).flatMap(User::away);
        return PlainAnswers.sentTo(recipient.text(), away);
    }
}
