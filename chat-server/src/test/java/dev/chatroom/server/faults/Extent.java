package dev.chatroom.server.faults;

import java.time.Duration;

/** How much of each fault is done: a little in every build, all of it where {@code -Dfaults.long=true} asks for it. */
final class Extent {
    static final boolean LONG = Boolean.getBoolean("faults.long");

    private Extent() {}

    static int of(int inEveryBuild, int whenLong) {
        return LONG ? whenLong : inEveryBuild;
    }

    static Duration of(Duration inEveryBuild, Duration whenLong) {
        return LONG ? whenLong : inEveryBuild;
    }
}
