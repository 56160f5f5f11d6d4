package dev.chatroom.server.cli;

import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.cli.archive.Bar;
import java.io.PrintWriter;

/** Shows progress on one line of a terminal, which it writes again each time. For one thread. */
final class ProgressBar implements Progress, Bar {
    private static final int WIDTH = 40;

    private final PrintWriter out;
    private String shown = "";

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(String doing, long done, long of) {
        int filled = of <= 0 ? 0 : (int) (Math.clamp(done, 0L, of) * WIDTH / of);
        String bar = of <= 0 ? "" : "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
        show("%-10s %s".formatted(doing, bar));
    }

    @Override
    public void at(String doing, long percent) {
        at(doing, percent, 100);
    }

    /** Leaves the line empty. */
    @Override
    public void end() {
        show("");
        out.print("\r");
        out.flush();
    }

    private void show(String line) {
        if (!line.equals(shown)) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
            out.flush();
            shown = line;
        }
    }
}
