package dev.chatroom.server.plain.text;

import dev.chatroom.core.event.Loss;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;

/** The words of the plain dialect for what somebody has lost while the servers could not reach each other. */
public final class LossText {
    private static final String MEANWHILE = "while the servers could not reach each other";

    private LossText() {}

    /** The line for somebody who was known by this name. */
    public static String of(Loss loss, String name) {
        return switch (loss) {
            case Loss.Name(Nickname now) -> "* you are " + now + " because somebody took the name " + name + " "
                    + MEANWHILE + "; /nick NAME takes another";
            case Loss.Place(RoomName room, Loss.Place.Reason reason) ->
                "* you fell out of " + room + " " + MEANWHILE + ", and cannot come back: " + why(room, reason);
        };
    }

    private static String why(RoomName room, Loss.Place.Reason reason) {
        return switch (reason) {
            case BANNED -> "you are banned; its operators can change that";
            case INVITE_ONLY -> "it takes only people who are invited now";
            case KEY -> "it has a key now; /join " + room + " KEY";
            case FULL -> "it is full";
            case ENDED -> "it has ended";
        };
    }
}
