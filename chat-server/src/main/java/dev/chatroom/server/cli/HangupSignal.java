package dev.chatroom.server.cli;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which a daemon is told to read its files again.
 *
 * <p>The class for signals belongs to the module {@code jdk.unsupported}, and naming it is a warning of the compiler that
 * cannot be silenced; so it is looked up. Where it is missing, or the JVM keeps the signal for itself ({@code -Xrs}),
 * nothing happens here.
 */
final class HangupSignal {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    private HangupSignal() {}

    /** Runs this at each such signal, on a thread of its own, instead of ending the process. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    HangupSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "SIGHUP is not listened to: " + e);
        }
    }
}
