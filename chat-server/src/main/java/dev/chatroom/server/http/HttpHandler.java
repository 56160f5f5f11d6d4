package dev.chatroom.server.http;

import dev.chatroom.server.pace.Workload;
import java.util.Optional;

/** What a server has for those who ask by HTTP. For any thread. */
public interface HttpHandler {

    /**
     * Answers a request. May wait for a disk.
     *
     * @param work what the connection has to pay for
     */
    Answer answer(Request request, Workload work) throws InterruptedException;

    /** The answer to a request that asks for another protocol, and may have it; empty for all others. */
    Optional<Answer.Upgrade> upgrade(Request request);

    /** The form of an answer to what is no request that can be acted on, or that nobody may make. */
    Response refusal(Status status, String why);
}
