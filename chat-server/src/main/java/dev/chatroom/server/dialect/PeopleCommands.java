package dev.chatroom.server.dialect;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatEvent.Told;
import dev.chatroom.core.Nickname;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.User;
import java.util.Optional;

/** What a plain user does as a person among others, in whatever room. Called by the connection's reader alone. */
final class PeopleCommands {
    private final Chat chat;
    private final User user;
    private final Focus focus;
    private final Answers answers;

    PeopleCommands(Chat chat, User user, Focus focus, Answers answers) {
        this.chat = chat;
        this.user = user;
        this.focus = focus;
        this.answers = answers;
    }

    Next nick(String name) {
        Nickname before = user.nickname();
        return answers.settle(chat.rename(user, name), nickname -> {
            // Those who are in a room learn of a change from the room's history, in its order.
            if (user.memberships().isEmpty() || nickname.equals(before)) {
                answers.reply(PlainText.youAreNow(nickname.text()));
            }
        });
    }

    Next msg(String argument) {
        String[] nameAndText = argument.split("\\s+", 2);
        return nameAndText.length < 2
                ? answers.reply(PlainAnswers.usage(PlainCommand.MSG))
                : tell(nameAndText[0], nameAndText[1]);
    }

    Next replyTo(String text) {
        String teller = focus.teller();
        return teller == null ? answers.reply(PlainAnswers.nobodyToReplyTo()) : tell(teller, text);
    }

    void ignore(String name) {
        if (name.isEmpty()) {
            answers.reply(PlainAnswers.ignored(user.ignoredNames()));
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

    void away(String reason) {
        answers.settle(chat.goAway(user, reason), away -> answers.reply(PlainAnswers.youAreAway(reason)));
    }

    void back() {
        boolean wasAway = user.away().isPresent();
        answers.settle(chat.comeBack(user), here -> answers.reply(PlainAnswers.youAreBack(wasAway)));
    }

    private Next tell(String name, String text) {
        return answers.settle(chat.tell(user, name, text), told -> answers.reply(sent(told)));
    }

    private String sent(Told told) {
        Nickname recipient = told.recipient().nickname();
        Optional<String> away = chat.find(recipient.text()).flatMap(User::away);
        return PlainAnswers.sentTo(recipient.text(), away);
    }
}
