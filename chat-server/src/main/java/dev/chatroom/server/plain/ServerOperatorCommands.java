package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.access.AddressBans;
import dev.chatroom.server.access.OperatorLog;
import dev.chatroom.server.dialect.ExpulsionText;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.OperatorAnswers;

/** The commands of a plain user who runs the server. Called by the connection's reader alone. */
final class ServerOperatorCommands {
    private final Chat chat;
    private final AddressBans bans;
    private final User user;
    private final Answers answers;

    ServerOperatorCommands(ServerContext context, User user, Answers answers) {
        this.chat = context.chat();
        this.bans = context.addressBans();
        this.user = user;
        this.answers = answers;
    }

    Next kill(String argument) {
        WordAndRest nameAndReason = WordAndRest.of(argument);
        if (!user.has(UserMode.SERVER_OPERATOR)) {
            return answers.refuse(new Refusal.NotServerOperator());
        }
        return chat.find(nameAndReason.word())
                .map(other -> answers.settle(
                        chat.moderation().expel(user, other, nameAndReason.rest(), ExpulsionText.forOthers(
                                user.nickname().text(), nameAndReason.rest())),
                        expelled -> {
                            OperatorLog.expelled(user, expelled);
                            answers.reply(OperatorAnswers.expelled(expelled.nickname().text()));
                            answers.tellIfCut(nameAndReason.rest());
                        }))
                .orElseGet(() -> answers.refuse(new Refusal.NoSuchUser(nameAndReason.word())));
    }

    Next banAddress(String address) {
        return asServerOperator(() -> {
            switch (bans.ban(address, user.address())) {
                case DONE -> {
                    OperatorLog.banned(user, address);
                    changed(OperatorAnswers.addressBanned(address));
                }
                case OWN -> answers.reply(OperatorAnswers.ownAddress(address));
                case NO_ADDRESS -> answers.reply(OperatorAnswers.noAddressToBan(address));
                case TOO_MANY -> answers.reply(OperatorAnswers.tooManyAddressesBanned());
            }
        });
    }

    Next unbanAddress(String address) {
        return asServerOperator(() -> {
            if (address.isEmpty()) {
                answers.reply(OperatorAnswers.addressesBanned(bans.banned()));
            } else if (bans.lift(address)) {
                OperatorLog.lifted(user, address);
                changed(OperatorAnswers.addressBannedNoMore(address));
            } else {
                answers.reply(OperatorAnswers.addressNotBanned(address));
            }
        });
    }

    private void changed(String answer) {
        answers.reply(answer);
        answers.tellIfNotKept();
    }

    private Next asServerOperator(Runnable command) {
        return user.has(UserMode.SERVER_OPERATOR)
                ? answers.counted(command)
                : answers.refuse(new Refusal.NotServerOperator());
    }

    Next announce(String text) {
        return user.has(UserMode.SERVER_OPERATOR)
                ? answers.settle(chat.moderation().announce(user, text), announced -> {
                })
                : answers.refuse(new Refusal.NotServerOperator());
    }
}
