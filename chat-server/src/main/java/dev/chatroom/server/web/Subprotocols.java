package dev.chatroom.server.web;

import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.irc.IrcProtocol;
import dev.chatroom.server.protocol.Protocol;
import dev.chatroom.server.web.chat.AbsentUsers;
import dev.chatroom.server.web.chat.JsonProtocol;
import dev.chatroom.server.websocket.Handshake;
import dev.chatroom.server.websocket.WebSocketFraming;
import dev.chatroom.server.websocket.WebSocketProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be spoken over WebSocket here. For any thread. */
final class Subprotocols {
    /** A client offers its secret as if that were a subprotocol: pages can say nothing else in a handshake, and addresses are logged. */
    private static final String RESUME = "resume.";

    private final Map<String, Protocol> known = new LinkedHashMap<>();

    Subprotocols(ServerContext context, AbsentUsers absent) {
        Protocol irc = new IrcProtocol(context);
        known.put(JsonProtocol.NAME, new WebSocketProtocol(
                new JsonProtocol(context, absent), WebSocketFraming.TEXTS, JsonProtocol.MOST_BYTES));
        // As the IRCv3 specification of WebSocket names them.
        known.put("text.ircv3.net",
                new WebSocketProtocol(irc, WebSocketFraming.LINES_OF_TEXT, IrcProtocol.MOST_LINE_BYTES));
        known.put("binary.ircv3.net",
                new WebSocketProtocol(irc, WebSocketFraming.LINES_OF_BYTES, IrcProtocol.MOST_LINE_BYTES));
    }

    Answer answer(Request request) {
        if (!Handshake.isAskedFor(request.head())) {
            return new Answer.Whole(Response.text(Status.UPGRADE_REQUIRED, "This is for WebSocket.\n")
                    .with("Upgrade: websocket").with("Connection: Upgrade"));
        }
        Optional<Response> refusal = Handshake.refusal(request.head());
        if (refusal.isPresent()) {
            return new Answer.Whole(refusal.get());
        }
        List<String> offered = request.head().elements("sec-websocket-protocol").toList();
        String secret = offered.stream().filter(each -> each.startsWith(RESUME)).findFirst()
                .map(each -> each.substring(RESUME.length())).orElse("");
        String chosen = offered.stream().filter(known::containsKey).findFirst()
                .orElse(offered.isEmpty() ? JsonProtocol.NAME : "");
        Protocol protocol = known.get(chosen);
        return protocol == null
                ? new Answer.Whole(Response.text(
                        Status.BAD_REQUEST, "This server speaks " + String.join(", ", known.keySet()) + ".\n"))
                : new Answer.Upgrade(
                        Handshake.acceptance(request.head(), offered.isEmpty() ? "" : chosen), protocol, secret);
    }
}
