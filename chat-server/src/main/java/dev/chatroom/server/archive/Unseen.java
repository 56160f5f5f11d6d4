package dev.chatroom.server.archive;

/** Characters that act on a terminal, or on the line that they stand in, instead of being shown. */
public final class Unseen {
    private static final String REPLACEMENT = "\uFFFD";

    private Unseen() {}

    /** Controls, formats such as those of direction, separators of lines, and halves of pairs. */
    static boolean is(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED ->
                true;
            default -> false;
        };
    }

    /** The text with a sign for each of them. */
    public static String replaced(String text) {
        if (text.codePoints().noneMatch(Unseen::is)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Unseen.is(point)) {
                shown.append(REPLACEMENT);
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
