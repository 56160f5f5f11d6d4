package dev.chatroom.server.irc.client;

import dev.chatroom.core.User;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Tags;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far a client has read in each place (IRCv3 draft/read-marker): for as long as it is connected, and in rooms, if the
 * history is kept, for whoever has its nickname later. Of whom it has written to, nothing is kept. It learns and changes
 * nothing of channels that it is not in. Owned by the reader.
 */
public final class ReadMarkers {
    /** More than anybody reads in; the oldest is forgotten first. */
    private static final int MOST = 50;

    /** As long as a target's name may be that there is, with the sign of a channel. */
    private static final int LONGEST = 65;

    private static final String TIME = "timestamp=";
    private static final String UNKNOWN = "*";

    /** Times beyond these are no times of messages, and cannot be written as those are. */
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** By the target in lower case. */
    private final Map<String, Instant> read = new LinkedHashMap<>();

    private final User user;
    private final dev.chatroom.core.store.ReadMarkers kept;

    ReadMarkers(User user, dev.chatroom.core.store.ReadMarkers kept) {
        this.user = user;
        this.kept = kept;
    }

    public static Next markread(IrcClient client, IrcRequest request) {
        String target = request.parameter(0);
        if (target.isEmpty()) {
            client.fail("MARKREAD", "NEED_MORE_PARAMS", "Which target?");
            return Next.CONTINUE;
        }
        if (target.length() > LONGEST) {
            client.fail("MARKREAD", "INVALID_PARAMS", "There is no such target", "*");
            return Next.CONTINUE;
        }
        // Of a channel that others are in, the answer is the same as if there were none.
        boolean isHere = !RoomTarget.isChannel(target) || RoomTarget.membership(client, target).isPresent();
        if (request.has(1)) {
            Optional<Instant> at = time(request.parameter(1));
            if (at.isEmpty()) {
                client.fail("MARKREAD", "INVALID_PARAMS", "It takes timestamp=TIME", target);
                return Next.CONTINUE;
            }
            if (isHere) {
                client.readMarkers().moveOn(target, at.get());
            }
        }
        client.line(line(client.server(), target, isHere ? client.readMarkers().valueOf(target) : UNKNOWN));
        return Next.CONTINUE;
    }

    /** What the client is told of a target. */
    public static String line(IrcServer server, String target, String value) {
        return IrcLine.from(server.name(), "MARKREAD").with(target).with(value).toString();
    }

    /** How far the client has read there, as it is told. */
    public String valueOf(String target) {
        return at(target).map(at -> TIME + Tags.time(at)).orElse(UNKNOWN);
    }

    private Optional<Instant> at(String target) {
        Instant known = read.get(target.toLowerCase(Locale.ROOT));
        return known != null || !RoomTarget.isChannel(target)
                ? Optional.ofNullable(known)
                : kept.at(user.nickname().key(), CaseFold.key(target));
    }

    /** Moves a marker on, never back. */
    private void moveOn(String target, Instant at) {
        Instant before = at(target).orElse(at);
        Instant now = at.isAfter(before) ? at : before;
        String key = target.toLowerCase(Locale.ROOT);
        if (read.size() >= MOST && !read.containsKey(key)) {
            read.remove(read.keySet().iterator().next());
        }
        read.put(key, now);
        if (RoomTarget.isChannel(target)) {
            kept.keep(
                    user.nickname().key(), CaseFold.key(target), now, Cloaks.addressPart(user.profile().host()));
        }
    }

    private static Optional<Instant> time(String written) {
        if (!written.startsWith(TIME)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(written.substring(TIME.length())))
                    .filter(at -> !at.isBefore(FIRST) && !at.isAfter(LAST));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
