package dev.chatroom.core.order;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Anything that people do in a room, except that the first of them never leaves it. */
public final class RandomActs {
    private static final int EACH = 80;

    private final long seed;
    private final RoomName room;
    private final List<User> people;

    public RandomActs(long seed, RoomName room, List<User> people) {
        this.seed = seed;
        this.room = room;
        this.people = people;
    }

    /** What one of them does. */
    public Callable<Boolean> of(User user, Chat chat) {
        return () -> {
            Random random = new Random(seed + user.id());
            for (int i = 0; i < EACH; i++) {
                Outcome<?> unused = user.membership(room)
                        .<Outcome<?>>map(place -> act(random, place, chat))
                        .orElseGet(() -> chat.join(user, room.text()));
            }
            return true;
        };
    }

    private Outcome<?> act(Random random, Membership place, Chat chat) {
        User user = place.user();
        return switch (random.nextInt(9)) {
            case 0 -> user == people.getFirst() ? place.say("stays") : chat.leave(place, "");
            case 1 -> place.setTopic("topic " + random.nextInt(3));
            case 2 -> place.change(List.of(new FlagChange(RoomFlag.MODERATED, random.nextBoolean())));
            case 3 -> place.change(List.of(new LimitChange(random.nextInt(5))));
            case 4 -> chat.moderation().kick(place, people.get(1 + random.nextInt(people.size() - 1)), "");
            case 5 -> chat.rename(user, "n" + user.id() + "x" + random.nextInt(5));
            case 6 -> random.nextBoolean() ? chat.goAway(user, "lunch") : chat.comeBack(user);
            default -> place.say("line " + random.nextInt());
        };
    }
}
