package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.access.Access;
import dev.chatroom.server.access.LoginAttempt;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.pace.Pause;
import java.util.Base64;
import java.util.Optional;

/** Asks for the server's password, where there is one (RFC 7617). The name that comes with it is of no meaning. */
final class BasicLogin {
    private static final String SCHEME = "basic ";

    private final Access access;

    BasicLogin(Access access) {
        this.access = access;
    }

    /** Why the visitor is not let in; empty if so. Waits for the verdict. */
    Optional<Response> refusal(Request request, Visitor visitor) throws InterruptedException {
        if (!access.asksForPassword()) {
            return Optional.empty();
        }
        Optional<String> guess = request.head().field("authorization").flatMap(BasicLogin::password);
        if (guess.isEmpty()) {
            return Optional.of(unauthorized("This server needs a password: curl -u :PASSWORD"));
        }
        LoginAttempt attempt =
                access.tryPassword(visitor.household(), visitor.address(), guess.get());
        Pause waiting = new Pause();
        attempt.whenDone(waiting::end);
        waiting.await();
        return switch (attempt.verdict()) {
            case ADMITTED -> Optional.empty();
            case CROWDED, ADDRESS_CROWDED -> Optional.of(Response
                    .text(Status.TOO_MANY_REQUESTS, "Too many passwords wait to be checked. Try again in 10 s.\n")
                    .with("Retry-After: 10"));
            case WRONG -> Optional.of(unauthorized("That is not the password."));
            case null -> throw new IllegalStateException("an attempt that is done has a verdict");
        };
    }

    private static Response unauthorized(String why) {
        return Response.text(Status.UNAUTHORIZED, why + "\n")
                .with("WWW-Authenticate: Basic realm=\"chat\", charset=\"UTF-8\"");
    }

    private static Optional<String> password(String field) {
        if (!field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(field.substring(SCHEME.length()).strip()), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
