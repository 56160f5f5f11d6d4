package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/** A user in a room: the one way into the room's history. Ends when the user leaves the room or the chat. */
@CheckReturnValue
public final class Membership {
    private final User user;
    private final Room room;

    /** The nickname by which the room's history knows the user; guarded by the room's append lock. */
    private Nickname nickname;

    /** Set under the room's append lock when the user is admitted, before anybody else sees the membership. */
    private @Nullable Subscription<ChatEvent> subscription;

    Membership(User user, Room room) {
        this.user = user;
        this.room = room;
        this.nickname = user.nickname();
    }

    /** The user. */
    public User user() {
        return user;
    }

    /** The room. */
    public Room room() {
        return room;
    }

    /** Says a line to the room. */
    public Outcome<ChatEvent.Said> say(String text) {
        return room.post(this, text, ChatEvent.Said::new);
    }

    /** Performs an action, as in "bob waves". */
    public Outcome<ChatEvent.Emoted> emote(String text) {
        return room.post(this, text, ChatEvent.Emoted::new);
    }

    /** Changes the topic; an empty one takes it away. */
    public Outcome<ChatEvent.TopicChanged> setTopic(String topic) {
        return room.changeTopic(this, topic);
    }

    Nickname nickname() {
        return nickname;
    }

    void setNickname(Nickname renamed) {
        nickname = renamed;
    }

    Author asAuthor() {
        return new Author(user.id(), nickname);
    }

    Subscription<ChatEvent> subscription() {
        if (subscription == null) {
            throw new IllegalStateException("not admitted yet");
        }
        return subscription;
    }

    void setSubscription(Subscription<ChatEvent> admitted) {
        subscription = admitted;
    }
}
