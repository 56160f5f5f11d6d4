package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library without a server around it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibraryExampleTest {

    @Test
    void twoUsersMeetAndTheOneWhoFallsBehindIsTold() throws InterruptedException {
        List<String> screen = new ArrayList<>();

        // tag::example[]
        Limits limits = Limits.standard().with(Limit.LOG_EVENTS, 16).with(Limit.RATE, 0);
        try (Chat chat = Chat.builder().limits(limits).open()) {
            User alice = chat.enter("here");
            User bob = chat.enter("there");
            chat.rename(alice, "alice").orThrow();
            chat.rename(bob, "bob").orThrow();

            chat.join(bob, "#tea").orThrow();
            Membership tea = chat.join(alice, "#tea").orThrow();
            for (int cup = 1; cup <= 30; cup++) {
                tea.say("cup " + cup).orThrow();
            }
            chat.leave(bob, "enough tea");

            boolean more = true;
            while (more) {
                switch (bob.outbox().take()) {
                    case Delivery.Event<ChatEvent>(long sequence, ChatEvent.Said said) ->
                        screen.add(said.author().nickname() + ": " + said.text());
                    case Delivery.Event<ChatEvent>(long sequence, ChatEvent other) -> screen.add("(" + sequence + ")");
                    case Delivery.Lagged<ChatEvent>(String room, long missed) ->
                        screen.add(missed + " events of " + room + " missed");
                    case Delivery.Reply<ChatEvent>(String line) -> screen.add(line);
                    case Delivery.Closed<ChatEvent> closed -> more = false;
                }
            }
        }
        // end::example[]

        assertThat(screen).startsWith("17 events of tea missed", "alice: cup 16").endsWith("alice: cup 30", "(33)")
                .hasSize(17);
    }

    @Test
    void aBroadcasterServesAlone() throws InterruptedException {
        List<String> screen = new ArrayList<>();

        // tag::broadcaster[]
        try (Broadcaster<String> news = new Broadcaster<>("news", 4, Thread::startVirtualThread);
                Subscription<String> reader = news.subscribe()) {
            List.of("one", "two", "three", "four", "five", "six").forEach(news::publish);
            for (int taken = 0; taken < 5; taken++) {
                screen.add(switch (reader.take()) {
                    case Delivery.Event<String>(long sequence, String text) -> sequence + " " + text;
                    case Delivery.Lagged<String>(String source, long missed) -> "missed " + missed + " of " + source;
                    case Delivery.Closed<String> closed -> "the end";
                });
            }
        }
        // end::broadcaster[]

        assertThat(screen).containsExactly("missed 2 of news", "3 three", "4 four", "5 five", "6 six");
    }
}
