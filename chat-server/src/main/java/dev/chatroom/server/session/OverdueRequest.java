package dev.chatroom.server.session;

import dev.chatroom.server.http.HttpConnection;
import dev.chatroom.server.http.HttpHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a client is answered that has begun a request of HTTP and does not go on. For the sweeper. */
final class OverdueRequest {
    private OverdueRequest() {}

    /** The last that the client is sent, which may be empty; null if it is in time, or speaks something else. */
    static @Nullable ByteBuffer answer(SessionReader reader, UserBinding binding, ServerResources server) {
        HttpConnection asking = reader.http();
        if (asking != null) {
            return asking.giveUp();
        }
        ProtocolChoice choice = reader.choiceMade();
        HttpHandler handler = server.http();
        // Beside a browser nobody is greeted as long as a request may be on its way.
        boolean over = choice != null && choice.isRequestOverdue() && !binding.isOpen() && binding.reserve();
        if (!over) {
            return null;
        }
        return handler == null
                ? ByteBuffer.allocate(0)
                : HttpConnection.tooLate(handler, server.config().clock());
    }
}
