package dev.chatroom.server.plain;

import dev.chatroom.core.User;
import dev.chatroom.core.event.Rank;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.WordAndRest;
import dev.chatroom.server.plain.text.LoginText;
import dev.chatroom.server.plain.text.PlainAnswers;
import dev.chatroom.server.plain.text.PlainHelp;
import java.util.List;
import java.util.function.Supplier;

/** Carries out the commands of the plain dialect. Called by the connection's reader alone. */
final class PlainCommands {
    private final ServerContext context;
    private final User user;
    private final Supplier<LoginPrompt> loginPrompt;
    private final Answers answers;
    private final CurrentRoom current;
    private final RoomCommands room;
    private final PeopleCommands people;
    private final Conversation conversation;

    PlainCommands(ServerContext context, User user, Conversation conversation, Supplier<LoginPrompt> loginPrompt,
            Workload work) {
        this.loginPrompt = loginPrompt;
        this.context = context;
        this.user = user;
        this.conversation = conversation;
        this.answers = new Answers(context, user, work);
        this.current = new CurrentRoom(user, conversation, answers);
        this.room = new RoomCommands(context, user, conversation, current, answers);
        this.people = new PeopleCommands(context, user, conversation, answers);
    }

    /** Comes into the room where everybody begins, and shows the user around; or says why not, and where else to go. */
    Next greet() {
        answers.reply(PlainAnswers.greeting(context, user.nickname().text()));
        Next next = room.enter(context.room(), "", List.of(PlainAnswers.howToBegin()));
        return user.memberships().isEmpty() ? answers.reply(PlainAnswers.notLetIn()) : next;
    }

    Next say(String text) {
        return room.say(text);
    }

    Next perform(PlainCommand command, String argument) {
        return switch (command) {
            case NICK -> answers.given(command, argument, this::nick);
            case MSG -> answers.given(command, argument, people::msg);
            case REPLY -> answers.given(command, argument, people::replyTo);
            case ME -> answers.given(command, argument, room::me);
            case JOIN -> answers.given(command, argument, room::join);
            case UNIGNORE -> answers.given(command, argument, people::unignore);
            case WHOIS -> answers.given(command, argument, people::whois);
            case IGNORE -> answers.counted(() -> people.ignore(argument));
            case TOPIC -> argument.isEmpty()
                    ? answers.counted(room::showTopic)
                    : room.topic(argument.equals("-") ? "" : argument);
            case LEAVE -> answers.counted(() -> room.leave(argument));
            case AWAY -> people.away(argument);
            case BACK -> people.back();
            case WHO -> room.who(argument);
            case ROOMS -> new RoomList(context, user, answers).list(argument);
            case HISTORY -> history().history(argument);
            case SEARCH -> answers.given(command, argument, history()::search);
            case MORE -> history().more();
            case OPER -> answers.given(command, argument, this::oper);
            case HELP -> answers.counted(() -> answers.reply(PlainHelp.about(argument)));
            case QUIT -> quit(argument);
            case OP -> answers.given(command, argument, name -> operators().rank(Rank.OPERATOR, true, name));
            case DEOP -> answers.given(command, argument, name -> operators().rank(Rank.OPERATOR, false, name));
            case VOICE -> answers.given(command, argument, name -> operators().rank(Rank.VOICE, true, name));
            case DEVOICE -> answers.given(command, argument, name -> operators().rank(Rank.VOICE, false, name));
            case KICK -> answers.given(command, argument, operators()::kick);
            case INVITE -> answers.given(command, argument, operators()::invite);
            case MODE -> operators().mode(argument);
            case BAN -> answers.given(command, argument, bans()::ban);
            case UNBAN -> answers.given(command, argument, bans()::unban);
            case UNMUTE -> answers.given(command, argument, bans()::unmute);
            case MUTE -> answers.given(command, argument, bans()::mute);
            case BANIP -> answers.given(command, argument, server()::banAddress);
            case UNBANIP -> server().unbanAddress(argument);
            case KILL -> answers.given(command, argument, server()::kill);
            case ANNOUNCE -> answers.given(command, argument, server()::announce);
        };
    }

    Next unknown(String word) {
        return answers.counted(() -> answers.reply(PlainHelp.unknownCommand(word)));
    }

    private Next nick(String name) {
        String before = user.nickname().key();
        Next next = people.nick(name);
        return user.nickname().key().equals(before) ? next : history().catchUp();
    }

    private Next oper(String argument) {
        WordAndRest nameAndSecret = WordAndRest.of(argument);
        if (!context.access().hasOperators()) {
            return answers.reply(LoginText.noOperators());
        } else if (!nameAndSecret.rest().isEmpty()) {
            return loginPrompt.get().tryOperator(nameAndSecret.word(), nameAndSecret.rest());
        }
        loginPrompt.get().askForSecret(argument);
        return Next.CONTINUE;
    }

    private Next quit(String reason) {
        answers.tellIfCut(reason);
        context.chat().leave(user, reason);
        return Next.END;
    }

    // Made when they are needed, since most lines are said.

    private HistoryCommands history() {
        return new HistoryCommands(context, user, conversation, current, answers);
    }

    private OperatorCommands operators() {
        return new OperatorCommands(context.chat(), user, current, answers);
    }

    private BanCommands bans() {
        return new BanCommands(context.chat(), user, current, answers);
    }

    private ServerOperatorCommands server() {
        return new ServerOperatorCommands(context, user, answers);
    }
}
