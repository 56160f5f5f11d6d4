package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.Tags;
import java.util.Optional;

/** Taking back what was said (IRCv3 draft/message-redaction). */
final class RedactCommand {
    private RedactCommand() {}

    static Next redact(IrcClient client, IrcRequest request) {
        String channel = request.parameter(0);
        String id = request.parameter(1);
        Optional<Membership> membership = RoomTarget.membership(client, channel);
        if (membership.isEmpty()) {
            client.fail("REDACT", "INVALID_TARGET", "You are not in that channel", channel);
            return Next.CONTINUE;
        }
        Outcome<?> outcome = membership.get().redact(Tags.eventId(id), request.parameter(2));
        if (outcome instanceof Refused<?>(Refusal.TooFast tooFast)) {
            return new Next.Retry(tooFast.retryAfter());
        }
        if (outcome instanceof Refused<?>(Refusal.NotOperator no)) {
            client.fail("REDACT", "REDACT_FORBIDDEN", "Only operators take back what others said", channel, id);
        } else if (outcome instanceof Refused<?>) {
            client.fail("REDACT", "UNKNOWN_MSGID", "No message has this id", channel, id);
        } else if (client.has(Capability.MESSAGE_REDACTION)) {
            client.replies().answeredByEvent();
        }
        return Next.CONTINUE;
    }
}
