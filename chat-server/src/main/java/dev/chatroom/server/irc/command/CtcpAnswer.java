package dev.chatroom.server.irc.command;

import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Tags;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers to a client's question (CTCP, modern.ircdocs.horse/ctcp) for somebody at a terminal or
 * on a page, who has no program that could. Only the one who asks is answered, once for each question, and questions are counted against the
 * pace of whoever asks, so nobody can be flooded with answers. Questions to a whole channel are not answered: they would
 * be by each member at once.
 */
final class CtcpAnswer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private CtcpAnswer() {}

    /** The line for the client that asked; absent if this is no such question, or none that is answered. */
    static Optional<String> to(DirectMessage asked, IrcClient client) {
        if (asked.kind() != OutgoingMessage.Kind.SAID || !Ctcp.is(asked.text())) {
            return Optional.empty();
        }
        String text = text(asked, client);
        Optional<User> person = client.chat().find(asked.recipient().nickname().text());
        boolean answers = person
                .filter(one -> one.has(UserMode.AT_TERMINAL))
                .isPresent();
        return text == null || !answers
                ? Optional.empty()
                : Optional.of(Tags.line(client.encoding(), asked.at(), "", "", "")
                        + IrcLine.from(asked.recipient().hostmask(), "NOTICE")
                                .with(asked.author().nickname().text())
                                .ending(Ctcp.MARK + text + Ctcp.MARK));
    }

    private static @Nullable String text(DirectMessage asked, IrcClient client) {
        String question = asked.text().replace(Ctcp.MARK, "").strip();
        return switch (question.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
            case "VERSION" -> "VERSION " + client.context().version() + ", at a terminal or a page";
            case "TIME" -> "TIME " + TIME.format(ZonedDateTime.ofInstant(asked.at(), client.context().zone()));
            case "PING" -> question;
            default -> null;
        };
    }
}
