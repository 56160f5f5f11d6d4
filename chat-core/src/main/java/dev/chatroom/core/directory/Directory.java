package dev.chatroom.core.directory;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.util.Optional;

/**
 * Who is in the chat on all of its nodes: it decides who has a nickname, tells each chat of the people of the others, and
 * brings them what is for one person. The default is that of a chat that has one node ({@link #alone}). One directory serves
 * one chat; those that belong together share what they know. For any thread.
 *
 * <p>The contract:
 * <ul>
 * <li><b>D1 one holder.</b> A nickname, by its key, is held by one person at a time among all chats. {@link #claim} waits until
 * it is known who has it. It says nothing of nicknames that look alike: each chat refuses those of the people that it knows.
 * <li><b>D2 known everywhere.</b> Each chat is handed all people of the others who are known, those who are there when it opens
 * first, and then each change. For each person, changes come in the order in which they happened, and a person is taken away
 * once, by {@link Receiver#remove}. A chat is never handed its own people.
 * <li><b>D3 one answer.</b> What is delivered to a person is answered by that person's chat. If no answer can come, because that
 * chat cannot be reached, that is {@link Delivered#CUT_OFF}; it is not known then whether the person has read it.
 * <li><b>D4 being cut off.</b> While the other chats cannot be reached, claims and deliveries say so within a bounded time. What
 * this chat has {@linkplain #put put} and {@linkplain #remove removed} meanwhile is made known afterwards.
 * <li><b>D5 nodes that are gone.</b> The people of a chat that has ended without taking its leave are removed from the others
 * within a bounded time, and their names are free. If it has not ended, and was only taken for that, its people are claimed
 * again; whose name another person has by then is told by {@link Receiver#nameLost}.
 * <li><b>D6 the end.</b> After {@link #close} nothing is handed over; the people of this chat are removed from the others.
 * </ul>
 */
public interface Directory extends AutoCloseable {

    /** That of a chat that has one node. */
    static Directory alone() {
        return Alone.INSTANCE;
    }

    /** Whether there can be no other chats. Always the same; if so, nothing is ever handed over. */
    boolean isAlone();

    /** The name of this node, as operators read it; empty if it is alone. */
    String node();

    /**
     * Begins. Called once, when the chat opens; returns when the people who are on other nodes now have been handed over. What
     * it throws goes to whoever opens the chat.
     *
     * @param receiver is handed what others do
     */
    void open(Receiver receiver);

    /**
     * Asks for a nickname for somebody of this chat, who keeps the one of before until {@link #free}. Waits; under no lock.
     * Idempotent.
     *
     * @param person as they will be, with that nickname
     */
    Claim claim(Person person);

    /** Lets others have a nickname that a person of this chat had. Does not wait. */
    void free(Nickname before, long userId);

    /**
     * Makes somebody known who has come into this chat, or how they are now. The nickname is one that they have claimed, or that
     * of a guest, which nobody else can have. Does not wait.
     */
    void put(Person person);

    /** Takes somebody of this chat away, and frees the nickname. Does not wait. */
    void remove(Person person);

    /** Brings something to a person of another chat, and waits for the answer, for a bounded time; under no lock. */
    Delivered deliver(Person to, ChatEvent event);

    /** Has all other chats announce something; lost if it cannot be sent. Does not wait. */
    void announce(Announced event, Optional<UserMode> among);

    /** Ends it. Idempotent. */
    @Override
    void close();

    /** A chat, as it is told of the others. One thread calls it at a time, except {@link #deliver}, which any may call. */
    interface Receiver {

        /** Somebody has come on another node, or is now as this says. */
        void put(Person person);

        /** Somebody of another node is not there any more. */
        void remove(long userId);

        /** Somebody of this chat has lost the nickname to a person of another, and is called as a guest from now on. */
        void nameLost(long userId);

        /** Brings something to somebody of this chat. */
        Delivered deliver(long userId, ChatEvent event);

        /** Announces something to the people of this chat. */
        void announce(Announced event, Optional<UserMode> among);
    }
}
