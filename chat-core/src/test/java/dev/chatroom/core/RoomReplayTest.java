package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same events give the same room, and it is the one that people have made by what they did. */
class RoomReplayTest {
    private static final int PEOPLE = 5;
    private static final int ACTIONS = 160;
    private static final int BETWEEN_CHECKS = 20;
    private static final String[] NAMES = {"ann", "bob", "cay", "dan", "eve", "fay", "gus"};
    private static final Limits LIMITS = Limits.standard()
            .with(Limit.RATE, 0)
            .with(Limit.QUIET_ABOVE, 2)
            .with(Limit.HISTORY, 8)
            .with(Limit.INVITATIONS, 2)
            .with(Limit.MASKS, 3);

    @Property(tries = 150)
    void theEventsOfARoomGiveTheRoomAgain(@ForAll RoomOwner owner, @ForAll long seed) {
        Scene scene = new Scene(owner, new Random(seed));
        for (int i = 1; i <= ACTIONS; i++) {
            scene.act();
            if (i % BETWEEN_CHECKS == 0) {
                scene.check();
            }
        }
    }

    /** Five people in a kept room, and the account that somebody keeps of it. */
    private static final class Scene {
        private final House house;
        private final Random random;
        private final RoomOwner owner;
        private final List<User> people = new ArrayList<>();
        private final List<Long> said = new ArrayList<>(List.of(1L));
        private final RoomModel model;

        Scene(RoomOwner owner, Random random) {
            this.owner = owner;
            this.random = random;
            house = new House(limits -> LIMITS, builder -> builder.keep("tea", owner));
            for (int i = 0; i < PEOPLE; i++) {
                people.add(house.enter(NAMES[i], new Profile("user" + i, "", "host")));
            }
            people.getFirst().set(UserMode.SERVER_OPERATOR, owner == RoomOwner.SERVER_OPERATORS);
            model = new RoomModel(owner, LIMITS, owner == RoomOwner.SERVER_OPERATORS
                    ? Set.of(people.getFirst().id())
                    : Set.of());
            people.forEach(person -> model.arrives(person.asAuthor()));
        }

        void act() {
            house.clock.advance(Duration.ofMillis(random.nextInt(4) * 1_000L));
            User user = anyone();
            Optional<Membership> place = user.memberships().stream().findFirst();
            if (random.nextInt(place.isEmpty() ? 3 : 20) == 0) {
                String key = random.nextBoolean() ? "fish" : "";
                granted(house.chat.join(user, "tea", JoinOptions.withKey(key)),
                        joined -> model.comesIn(user.id()));
            }
            switch (random.nextInt(4)) {
                case 0 -> describe(user);
                case 1 -> place.ifPresent(this::speak);
                case 2 -> place.ifPresent(this::govern);
                default -> place.ifPresent(this::move);
            }
            if (random.nextInt(5) == 0) {
                house.later();
                model.aSecondGoesBy(now());
            }
        }

        private void describe(User user) {
            String word = any("", "lunch", "tea");
            switch (random.nextInt(4)) {
                case 0 -> {
                    String name = any(NAMES);
                    granted(house.chat.rename(user, name), renamed -> model.isCalled(user.id(), name));
                }
                case 1 -> granted(
                        house.chat.changeRealName(user, word), changed -> model.isReally(user.id(), word));
                case 2 -> granted(
                        house.chat.goAway(user, word), changed -> model.isAway(user.id(), Optional.of(word)));
                default -> granted(
                        house.chat.comeBack(user), changed -> model.isAway(user.id(), Optional.empty()));
            }
        }

        private void speak(Membership place) {
            if (place.hasEnded()) {
                return;
            }
            long user = place.user().id();
            switch (random.nextInt(6)) {
                case 0 -> {
                    long message = said.get(random.nextInt(said.size()));
                    granted(place.redact(message, ""), redacted -> model.takesBack(message));
                }
                case 1 -> {
                    Optional<Rank> rank = Optional.of(Rank.VOICE);
                    granted(place.post(new OutgoingMessage(OutgoingMessage.Kind.NOTICED, "psst", Map.of(), rank)),
                            told -> said.add(told.id()));
                }
                case 2 -> granted(
                        place.post(new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "", Map.of("t", "x"),
                                Optional.empty())),
                        tagged -> said.add(tagged.id()));
                default -> granted(random.nextBoolean() ? place.say("hi") : place.emote("waves"), message -> {
                    said.add(message.id());
                    model.says(user, message.id(), now());
                });
            }
        }

        private void govern(Membership place) {
            long user = place.user().id();
            String text = any("", "cats", "dogs");
            switch (random.nextInt(4)) {
                case 0 -> granted(place.setTopic(text), changed -> model.setsTopic(user, text, now()));
                case 1 -> {
                    User guest = anyone();
                    granted(house.chat.moderation().invite(place, guest), asked -> model.invites(user, guest.id()));
                }
                default -> {
                    List<ModeChange> changes = List.of(anyChange(), anyChange());
                    granted(place.change(changes),
                            changed -> changes.forEach(change -> model.changes(user, change, now())));
                }
            }
        }

        private ModeChange anyChange() {
            boolean on = random.nextBoolean();
            return switch (random.nextInt(6)) {
                case 0 -> new FlagChange(any(RoomFlag.values()), on);
                case 1 -> new KeyChange(on ? "fish" : "");
                case 2 -> new LimitChange(on ? 4 : 0);
                case 3 -> new MaskChange(
                        any(MaskKind.values()), any(NAMES) + "!*@*", on);
                default -> new RankChange(any(Rank.values()), anyone().asAuthor(), on);
            };
        }

        private void move(Membership place) {
            if (random.nextInt(3) == 0) {
                User other = anyone();
                granted(house.chat.moderation().kick(place, other, ""), kicked -> model.isPutOut(other.id()));
            } else if (random.nextInt(2) == 0) {
                granted(house.chat.leave(place, "bye"), left -> model.goesOut(place.user().id()));
            }
        }

        /** The room, its events applied anew, and the account of it are the same. */
        void check() {
            house.chat.room(new RoomName("tea", "tea")).ifPresent(this::check);
        }

        private void check(Room room) {
            RoomState replayed = new RoomState(owner, LIMITS.of(Limit.HISTORY));
            for (long sequence = 1; sequence <= room.newest(); sequence++) {
                replayed.apply(room.event(sequence).orElseThrow());
            }
            RoomView live = room.view(PEOPLE, 99);

            assertThat(replayed.view(room.name(), live.createdAt(), PEOPLE, 99)).isEqualTo(live);
            assertThat(replayed.invited()).isEqualTo(room.read(RoomState::invited));
            assertThat(replayed.listSize()).isEqualTo(room.read(RoomState::listSize));
            assertThat(told(replayed)).isEqualTo(room.read(Scene::told));
            assertThat(live.members()).isEqualTo(List.copyOf(model.members.values()));
            assertThat(live.recent()).extracting(ChatEvent.Message::id).isEqualTo(model.shown());
            assertThat(live.topic()).isEqualTo(model.topic);
            assertThat(live.modes()).isEqualTo(model.modes());
            assertThat(replayed.invited()).isEqualTo(model.invited);
            assertThat(told(replayed)).containsExactly(model.joined, model.left);
        }

        private static List<Integer> told(RoomState state) {
            return List.of(state.summary().joined(), state.summary().left());
        }

        private static <T> void granted(Outcome<? extends T> outcome, Consumer<T> then) {
            if (outcome instanceof Done<? extends T> done) {
                then.accept(done.value());
            }
        }

        private User anyone() {
            return people.get(random.nextInt(PEOPLE));
        }

        @SafeVarargs
        private <T> T any(T... things) {
            return things[random.nextInt(things.length)];
        }

        private Instant now() {
            return house.clock.instant();
        }
    }
}
