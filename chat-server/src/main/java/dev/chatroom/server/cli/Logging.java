package dev.chatroom.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Sets up the JDK's own logging, the backend of System.Logger here: a line an entry, on standard error. */
final class Logging {
    private Logging() {}

    static void configure(boolean verbose, boolean quiet) {
        Level level = verbose ? Level.FINE : quiet ? Level.SEVERE : Level.WARNING;
        LogManager.getLogManager().reset();
        Handler handler = new ConsoleHandler();
        handler.setLevel(level);
        handler.setFormatter(new OneLine());
        Logger root = Logger.getLogger("");
        root.setLevel(verbose ? Level.INFO : level);
        root.addHandler(handler);
        Logger.getLogger("dev.chatroom").setLevel(level);
    }

    /** Time, level and message; a stack trace follows only where something was thrown that nobody expected. */
    static final class OneLine extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

        private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009f\\u2028\\u2029]");

        @Override
        public String format(LogRecord entry) {
            StringWriter text = new StringWriter();
            try (PrintWriter out = new PrintWriter(text)) {
                out.printf("%s %s %s%n", TIME.format(entry.getInstant()), word(entry.getLevel()),
                        clean(formatMessage(entry)));
                if (entry.getThrown() != null) {
                    entry.getThrown().printStackTrace(out);
                }
            }
            return text.toString();
        }

        /** On one line, and nothing that moves a terminal's cursor: some of it was written by strangers. */
        private static String clean(String message) {
            return UNSEEN.matcher(message).replaceAll(one -> "\\\\u%04x".formatted(one.group().codePointAt(0)));
        }

        private static String word(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "error";
            }
            return level.intValue() >= Level.WARNING.intValue() ? "warning" : "info";
        }
    }
}
