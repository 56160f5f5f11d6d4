package dev.chatroom.server.dialect;

/** Acts as a connection's reader does that nobody makes wait. */
public final class WholeAnswers {
    private WholeAnswers() {}

    /** Has a line answered to its end. */
    public static Next take(Dialect dialect, String line) {
        Next next = dialect.take(new Line(line, false));
        while (next instanceof Next.More) {
            next = dialect.retry();
        }
        return next;
    }
}
