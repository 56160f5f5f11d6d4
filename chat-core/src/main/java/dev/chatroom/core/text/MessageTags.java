package dev.chatroom.core.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the author's program tells those of the others, by keys; the core passes it on unread. It is kept as one text, in
 * the form of IRCv3 <a href="https://ircv3.net/specs/extensions/message-tags">message-tags</a>, since a map of many empty
 * tags would take fourteen times what it was on its way here. Immutable.
 */
public final class MessageTags {
    /** By this tag, without a value, programs say that no person has written a message (IRCv3 bot mode). */
    public static final String BOT = "bot";

    /** No tags. */
    public static final MessageTags NONE = new MessageTags(Text.EMPTY, 0, 0);

    /** What a key begins with that an author's program has chosen; others are given by what lets it in. */
    private static final String OWN = "+";

    private static final String END_OF_KEY = " ;=\r\n\0";

    private static final int OBJECT = 24;

    /** In the order of the keys. */
    private final Text written;

    private final int own;
    private final int characters;

    private MessageTags(Text written, int own, int characters) {
        this.written = written;
        this.own = own;
        this.characters = characters;
    }

    /**
     * Keeps these tags.
     *
     * @throws IllegalArgumentException if one has no {@linkplain #isKey good key}
     */
    public static MessageTags of(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return NONE;
        }
        StringBuilder written = new StringBuilder();
        int own = 0;
        int characters = 0;
        for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
            String key = tag.getKey();
            if (!isKey(key)) {
                throw new IllegalArgumentException("not the key of a tag: " + key);
            }
            own += key.startsWith(OWN) ? 1 : 0;
            characters += key.length() + tag.getValue().length();
            written.append(written.isEmpty() ? "" : ";").append(key);
            if (!tag.getValue().isEmpty()) {
                written.append('=').append(TagValue.escape(tag.getValue()));
            }
        }
        return new MessageTags(Text.of(written.toString()), own, characters);
    }

    /** Whether a tag may have this key: it is not empty and has none of the characters that would end it. */
    public static boolean isKey(String key) {
        return !key.isEmpty() && key.chars().noneMatch(c -> END_OF_KEY.indexOf(c) >= 0);
    }

    /** The tags by key, in the order of the keys, as they were before they were kept; made anew each time. */
    public Map<String, String> asMap() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : isEmpty() ? new String[0] : written.toString().split(";", -1)) {
            int end = tag.indexOf('=');
            tags.put(end < 0 ? tag : tag.substring(0, end), end < 0 ? "" : TagValue.unescape(tag.substring(end + 1)));
        }
        return Collections.unmodifiableMap(tags);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return written.isEmpty();
    }

    /** As IRCv3 writes them, without what stands around them; empty if there are none. */
    @Override
    public String toString() {
        return written.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageTags tags && written.equals(tags.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** How many there are that the author's program has chosen: those whose key begins with {@code +}. */
    public int own() {
        return own;
    }

    /** How long names and values are together, in UTF-16 characters. */
    public int characters() {
        return characters;
    }

    /** How many bytes of heap they take. */
    public int heapSize() {
        return isEmpty() ? 0 : OBJECT + written.heapSize();
    }
}
