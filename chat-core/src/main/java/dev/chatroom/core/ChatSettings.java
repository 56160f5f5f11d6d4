package dev.chatroom.core;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a chat and its rooms are given from outside, and the checks that follow from it. */
record ChatSettings(
        Limits limits,
        Set<String> keptRoomKeys,
        NicknameRules nicknameRules,
        Clock clock,
        IdGenerator userIds,
        IdGenerator eventIds,
        Executor executor) {

    /** Why this text cannot be sent, if it cannot. */
    @Nullable Refusal refuseText(String text, Limit limit) {
        if (text.isBlank()) {
            return new Refusal.NothingToSay();
        }
        return text.length() > limits.of(limit) ? new Refusal.TooLong(text.length(), limits.of(limit)) : null;
    }

    /** Why this cannot be said, if it cannot. */
    @Nullable Refusal refuseDraft(Draft draft) {
        return draft.kind() == Draft.Kind.TAGGED ? null : refuseText(draft.text(), Limit.MESSAGE);
    }

    /** A reason for leaving and the like, as much of it as is kept. */
    String cutReason(String reason) {
        return Limits.cut(reason, limits.of(Limit.REASON));
    }

    /** Why this user cannot do yet another thing that others see, if so; else it is counted. */
    @Nullable Refusal refusePace(User user) {
        Duration wait = user.rateLimit().take();
        return wait.isZero() ? null : new Refusal.TooFast(limits.of(Limit.RATE), limits.of(Limit.BURST), wait);
    }

    RateLimit newRateLimit() {
        return new RateLimit(limits.of(Limit.RATE), limits.of(Limit.BURST), clock);
    }
}
