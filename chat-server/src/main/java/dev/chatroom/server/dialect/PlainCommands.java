package dev.chatroom.server.dialect;

import dev.chatroom.core.User;
import java.util.List;

/** Carries out the commands of the plain dialect. Called by the connection's reader alone. */
final class PlainCommands {
    private final House house;
    private final User user;
    private final Gate gate;
    private final Answers answers;
    private final RoomCommands room;
    private final PeopleCommands people;

    PlainCommands(House house, User user, Focus focus, Gate gate) {
        this.gate = gate;
        this.house = house;
        this.user = user;
        this.answers = new Answers(house.chat(), user);
        this.room = new RoomCommands(house, user, focus, answers);
        this.people = new PeopleCommands(house.chat(), user, focus, answers);
    }

    /** Comes into the room where everybody begins, and shows the user around. */
    Next greet() {
        answers.reply(PlainAnswers.greeting(house, user.nickname().text()));
        return room.enter(house.room(), List.of(PlainAnswers.howToBegin()));
    }

    Next say(String text) {
        return room.say(text);
    }

    Next perform(PlainCommand command, String argument) {
        return switch (command) {
            case NICK -> answers.given(command, argument, people::nick);
            case MSG -> answers.given(command, argument, people::msg);
            case REPLY -> answers.given(command, argument, people::replyTo);
            case ME -> answers.given(command, argument, room::me);
            case JOIN -> answers.given(command, argument, room::join);
            case UNIGNORE -> answers.given(command, argument, people::unignore);
            case IGNORE -> answers.counted(() -> people.ignore(argument));
            case TOPIC -> argument.isEmpty()
                    ? answers.counted(room::showTopic)
                    : room.topic(argument.equals("-") ? "" : argument);
            case LEAVE -> answers.counted(() -> room.leave(argument));
            case AWAY -> answers.counted(() -> people.away(argument));
            case BACK -> answers.counted(people::back);
            case WHO -> answers.counted(() -> room.who(argument));
            case ROOMS -> answers.counted(room::rooms);
            case HISTORY -> answers.counted(() -> room.history(argument));
            case HELP -> answers.counted(() -> help(argument));
            case OPER -> answers.given(command, argument, this::oper);
            case QUIT -> quit(argument);
        };
    }

    Next unknown(String word) {
        return answers.counted(() -> answers.reply(PlainAnswers.unknownCommand(word, PlainCommand.nearest(word))));
    }

    private void help(String argument) {
        String word = argument.startsWith("/") ? argument.substring(1) : argument;
        if (word.isEmpty()) {
            answers.reply(PlainAnswers.help());
        } else {
            PlainCommand.of(word)
                    .ifPresentOrElse(
                            command -> answers.reply(PlainAnswers.help(command)),
                            () -> answers.reply(PlainAnswers.unknownCommand(word, PlainCommand.nearest(word))));
        }
    }

    private Next oper(String argument) {
        String[] nameAndSecret = argument.split("\\s+", 2);
        if (nameAndSecret.length == 2) {
            return gate.tryOperator(nameAndSecret[0], nameAndSecret[1]);
        }
        gate.askForSecret(argument);
        return Next.CONTINUE;
    }

    private Next quit(String reason) {
        house.chat().leave(user, reason);
        return Next.END;
    }
}
