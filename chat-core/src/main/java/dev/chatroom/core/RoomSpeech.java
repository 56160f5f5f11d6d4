package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.Outcome.Refused;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is said in a room. For any thread. */
final class RoomSpeech {
    private final ChatSettings settings;
    private final RoomHistory history;

    /** Guarded by the append lock. */
    private final RoomState state;

    RoomSpeech(ChatSettings settings, RoomHistory history, RoomState state) {
        this.settings = settings;
        this.history = history;
        this.state = state;
    }

    /** Says something; the membership is null for somebody who is not in the room. */
    Outcome<RoomEvent> post(User author, @Nullable Membership membership, Draft draft) {
        return post(author, membership, draft, () -> state.refuseSpeech(author, membership));
    }

    /** Says something for somebody who might come in with this key, but does not. */
    Outcome<RoomEvent> postInPassing(User author, String key, Draft draft) {
        return post(author, null, draft, () -> state.refuseSpeechInPassing(author, key));
    }

    private Outcome<RoomEvent> post(
            User author, @Nullable Membership membership, Draft draft, Supplier<@Nullable Refusal> obstacle) {
        Refusal refusal = settings.refuseDraft(draft);
        if (refusal == null) {
            refusal = settings.refusePace(author);
        }
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        return history.enact(obstacle, () -> {
            Stamp stamp = membership == null ? history.stamp(author) : history.stamp(membership);
            author.spoke(stamp.at());
            RoomEvent posted = draft.posted(stamp, state.audience(draft.rank(), author));
            if (posted instanceof Message message && message.audience().isEverybody()) {
                state.remember(message);
            }
            return posted;
        });
    }
}
