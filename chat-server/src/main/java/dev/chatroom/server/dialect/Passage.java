package dev.chatroom.server.dialect;

import dev.chatroom.core.event.ChatEvent.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * One message among those that a newcomer is shown: a line, or a paste, which is what somebody said in many lines faster
 * than people write. Nobody can know a paste for certain: a server sees lines, not keys.
 *
 * @param lines at least one, all by the same author
 */
public record Passage(List<Message> lines) {
    /** So many lines of a paste are shown where it is shown shortened; no paste has fewer. */
    static final int LINES_SHOWN = 3;

    /** As many characters of what was said may be in an answer to somebody who asks for it. */
    public static final int CHARACTERS_ASKED_FOR = 32 * 1024;

    /** The same for somebody who comes into a room, perhaps into twenty at once. */
    public static final int CHARACTERS_AT_ENTRY = 8 * 1024;

    /** What a line has besides its text. */
    private static final int PER_LINE = 40;

    /** As much space as one line takes that says that others are left out. */
    private static final int SHORTEST_REST = 2;

    public Passage {
        lines = List.copyOf(lines);
    }

    /**
     * The newest so many, of messages in their order, as far as they have no more characters than an answer may have at once:
     * it waits in memory for somebody who does not read it. The newest message is there in any case.
     *
     * @param mostCharacters how many characters all of them may have
     */
    public static List<Passage> newest(List<Message> all, int most, int mostCharacters) {
        int from = all.size();
        for (int left = mostCharacters; from > 0; from--) {
            left -= all.get(from - 1).text().length() + PER_LINE;
            if (left < 0 && from < all.size()) {
                break;
            }
        }
        return newest(all.subList(from, all.size()), most);
    }

    private static List<Passage> newest(List<Message> messages, int most) {
        List<Passage> passages = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= messages.size(); end++) {
            if (end < messages.size() && messages.get(end - 1).isFollowedAtOnceBy(messages.get(end))) {
                continue;
            }
            List<Message> run = messages.subList(start, end);
            if (run.size() > LINES_SHOWN) {
                passages.add(new Passage(run));
            } else {
                run.forEach(message -> passages.add(new Passage(List.of(message))));
            }
            start = end;
        }
        return passages.subList(Math.max(0, passages.size() - most), passages.size());
    }

    /** The lines that are shown where it is shown shortened. */
    public List<Message> beginning() {
        return lines.size() >= LINES_SHOWN + SHORTEST_REST ? lines.subList(0, LINES_SHOWN) : lines;
    }

    /** How many lines are left out there: none, or at least two. */
    public int more() {
        return lines.size() - beginning().size();
    }

    /** How many lines all of them have. */
    public static int lines(List<Passage> passages) {
        return passages.stream().mapToInt(passage -> passage.lines().size()).sum();
    }
}
