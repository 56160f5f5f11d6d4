package dev.chatroom.server.access;

import dev.chatroom.core.User;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What operators of the server did, for the log: who, from where and to whom; never what anybody said. For any thread. */
public final class OperatorLog {
    private static final Logger LOG = System.getLogger(OperatorLog.class.getName());

    private OperatorLog() {}

    /**
     * Somebody has become an operator.
     *
     * @param name the name of {@code --operator} whose secret was right
     */
    public static void admitted(User user, String name) {
        LOG.log(Level.WARNING, "{0} runs the server now, as {1}", shown(user), name);
    }

    /** Somebody's connection has been ended. */
    public static void expelled(User by, User other) {
        LOG.log(Level.WARNING, "{0} ended the connection of {1}", shown(by), shown(other));
    }

    /** An address or a network has been banned. */
    public static void banned(User by, String address) {
        LOG.log(Level.WARNING, "{0} banned {1}", shown(by), address);
    }

    /** A ban has been ended. */
    public static void lifted(User by, String address) {
        LOG.log(Level.WARNING, "{0} ended the ban of {1}", shown(by), address);
    }

    private static String shown(User user) {
        return user.nickname().text() + " from " + user.address();
    }
}
