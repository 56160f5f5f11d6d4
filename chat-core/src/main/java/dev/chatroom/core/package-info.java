/**
 * Users, rooms and events: a chat that knows no socket, and the broadcast channel underneath it.
 *
 * <p>Begin with {@link dev.chatroom.core.Chat}: it lets {@linkplain dev.chatroom.core.User users} in and into {@linkplain
 * dev.chatroom.core.Room rooms}. What a user does in a room goes through a {@link dev.chatroom.core.Membership}; what reaches a
 * user is read from the {@link dev.chatroom.core.Outbox}. What may be refused returns an {@link dev.chatroom.core.limit.Outcome}.
 * {@link dev.chatroom.core.broadcast.Broadcaster} and {@link dev.chatroom.core.broadcast.Subscription} are useful without a chat: one log that many
 * readers follow, each at its own pace.
 *
 * <p>Two users, a room, thirty messages, and a reader that lags and is told:
 *
 * {@snippet lang=java :
 * import dev.chatroom.core.*;
 * import dev.chatroom.core.broadcast.Delivery;
 * import dev.chatroom.core.event.ChatEvent;
 * import dev.chatroom.core.limit.*;
 *
 * public class TeaRoom {
 *     public static void main(String[] args) {
 *         Limits limits = Limits.standard().with(Limit.LOG_EVENTS, 16).with(Limit.RATE, 0);
 *         Chat chat = Chat.builder().limits(limits).open();
 *         User alice = chat.enter("here");
 *         User bob = chat.enter("there");
 *         chat.rename(alice, "alice").orThrow();
 *         chat.rename(bob, "bob").orThrow();
 *         chat.join(bob, "#tea").orThrow();
 *         Membership tea = chat.join(alice, "#tea").orThrow();
 *         for (int cup = 1; cup <= 30; cup++) {
 *             tea.say("cup " + cup).orThrow();
 *         }
 *         chat.close();
 *         bob.outbox().stream().forEach(delivery -> System.out.println(switch (delivery) {
 *             case Delivery.Event<ChatEvent>(long at, ChatEvent.Said said) -> said.author().nickname() + ": " + said.text();
 *             case Delivery.Lagged<ChatEvent>(String room, long missed) -> missed + " events of " + room + " missed";
 *             default -> delivery.toString();
 *         }));
 *     }
 * }
 * }
 *
 * <p>It prints
 *
 * {@snippet lang=text :
 * 16 events of tea missed
 * alice: cup 15
 * alice: cup 16
 * …
 * alice: cup 30
 * }
 *
 * <p>Nothing has to be called from time to time, and no thread has to be lent: what is to be done later is handed to a timer of
 * the JDK, or to {@link dev.chatroom.core.ChatBuilder#later whatever is given instead}. Classes are for any thread unless they
 * say otherwise. Null is refused with a {@link java.lang.NullPointerException} where it is not allowed, and then nothing has
 * changed. Clock, ids and executors come in through {@link dev.chatroom.core.ChatBuilder}. Ids of events exceed
 * 2<sup>53</sup>: where they go to JavaScript or into JSON, {@link dev.chatroom.core.event.ChatEvent#idText} is for them.
 */
@NullMarked
package dev.chatroom.core;

import org.jspecify.annotations.NullMarked;
