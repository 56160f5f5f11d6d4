package dev.chatroom.server.dialect;

import java.util.List;
import java.util.regex.Pattern;

/** What people look for, as they write it: words, and "phrases in quotes", of which the last may be open. */
public final class Phrases {
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"?|(\\S+)");

    private Phrases() {}

    /** The words and phrases, without quotes. Takes time in the order of the length. */
    public static List<String> of(String text) {
        return PART.matcher(text).results()
                .map(part -> part.group(2) == null ? part.group(1) : part.group(2))
                .toList();
    }
}
