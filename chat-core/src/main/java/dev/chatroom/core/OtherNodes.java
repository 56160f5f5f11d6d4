package dev.chatroom.core;

import dev.chatroom.core.broadcast.InlineCallback;
import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.event.ChatEvent.ContactChanged.Change;
import dev.chatroom.core.event.ChatEvent.Expelled;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.RateLimit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.people.MissingMembers;
import dev.chatroom.core.reading.PersonalQueue;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The people of the other nodes: each of them is a {@link User} here whom nobody acts for, and this chat makes its own people
 * known to the others. For any thread.
 */
final class OtherNodes implements Directory.Receiver {
    private static final String LOST = "connection to their node lost";

    private final ChatSettings settings;
    private final Directory directory;
    private final UserRegistry registry;
    private final Rooms rooms;
    private final DirectMessages directMessages;

    /** Takes nothing, since whoever is elsewhere reads there. */
    private final Outbox nowhere;

    /** Nobody here acts for them. */
    private final RateLimit idle;

    /** What the others know of those who are here; null values do not occur. */
    private final Map<Long, Person> told = new ConcurrentHashMap<>();

    /** Owned by the task that looks. */
    private final MissingMembers missing = new MissingMembers();

    /** Set before anything is handed over, as the next. */
    private volatile @Nullable UserLifecycle lifecycle;

    private volatile @Nullable ProfileChanges profileChanges;

    private volatile boolean closed;

    OtherNodes(ChatSettings settings, UserRegistry registry, Rooms rooms, DirectMessages directMessages) {
        this.settings = settings;
        this.directory = settings.directory();
        this.registry = registry;
        this.rooms = rooms;
        this.directMessages = directMessages;
        this.nowhere = new Outbox(
                new PersonalQueue.Bounds(settings.limits(), settings.memory()), InlineCallback.NONE);
        nowhere.close();
        this.idle = new RateLimit(settings.rates());
    }

    /** Hands over those who are there, and begins to tell of those who are here. */
    void open(UserLifecycle goings, ProfileChanges renamings) {
        lifecycle = goings;
        profileChanges = renamings;
        directory.open(this);
        if (!directory.isAlone()) {
            settings.later().execute(this::lookAgain);
        }
    }

    /** Why somebody here cannot have this nickname because of the other nodes; null if it is theirs now. Waits. */
    @Nullable Refusal claim(User user, Nickname wanted, Profile worn) {
        if (directory.isAlone()) {
            return null;
        }
        settings.beforeWaiting().run();
        Person now = person(user);
        Author author = new Author(user.id(), wanted, worn);
        return switch (directory.claim(new Person(
                author, now.node(), now.address(), now.enteredAt(), now.known(), now.away(), now.modes()))) {
            case GRANTED -> null;
            case TAKEN -> new Refusal.NameTaken(wanted.text());
            case CUT_OFF -> new Refusal.CutOff();
        };
    }

    /** Lets the other nodes have a nickname that was given up here, unless it is the same in another form. */
    void free(Nickname before, User user) {
        if (!before.key().equals(user.nickname().key())) {
            directory.free(before, user.id());
        }
    }

    /** Somebody is here, or is as they are now. */
    void put(User user) {
        if (!directory.isAlone()) {
            // Whoever leaves says so and is then taken away; here it is the other way round, so nobody is left over.
            told.compute(user.id(), (id, before) -> {
                Person now = person(user);
                if (user.isGone() || now.equals(before)) {
                    return user.isGone() ? null : before;
                }
                directory.put(now);
                return now;
            });
        }
    }

    /** Somebody has left who was here. */
    void remove(User user) {
        if (!directory.isAlone()) {
            told.remove(user.id());
            directory.remove(person(user));
        }
    }

    void close() {
        closed = true;
        directory.close();
    }

    private Person person(User user) {
        return UserRegistry.person(user, directory.node());
    }

    @Override
    public void put(Person person) {
        User known = registry.user(person.id()).orElse(null);
        if (known == null) {
            come(person);
        } else if (!registry.isHere(known)) {
            change(known, person);
        }
    }

    private void come(Person person) {
        User user = new User(
                person.id(), person.address(), person.author().profile(), person.enteredAt(), nowhere,
                idle, registry.tally());
        registry.comeElsewhere(user, person);
        rooms.all().forEach(room -> room.admission().find(user));
        directMessages.came(user, settings.eventIds().next());
    }

    private void change(User user, Person now) {
        Author before = user.asAuthor();
        Optional<String> away = user.away();
        registry.changeElsewhere(user, now);
        long change = settings.eventIds().next();
        if (!before.nickname().key().equals(now.nickname().key())) {
            directMessages.contactChanged(change, before, Change.WENT, "");
            directMessages.came(user, change);
            return;
        }
        if (!before.profile().realName().equals(now.author().profile().realName())) {
            directMessages.contactChanged(change, before, Change.REAL_NAME, now.author().profile().realName());
        }
        if (!before.profile().userAndHost().equals(now.author().profile().userAndHost())) {
            directMessages.contactChanged(
                    change, before, Change.HOST, now.author().profile().userAndHost());
        }
        if (!away.equals(now.away())) {
            directMessages.contactChanged(
                    change, now.author(), now.away().isPresent() ? Change.AWAY : Change.BACK, now.away().orElse(""));
        }
    }

    @Override
    public void remove(long userId) {
        registry.user(userId).filter(user -> !registry.isHere(user)).ifPresent(user -> {
            long departure = settings.eventIds().next();
            Author author = user.asAuthor();
            if (registry.goElsewhere(user, departure, settings.clock().instant())) {
                directMessages.contactChanged(departure, author, Change.WENT, "");
            }
        });
    }

    @Override
    public void nameLost(long userId) {
        here(userId).ifPresent(user -> Objects.requireNonNull(profileChanges, "not open").takeNickname(user));
    }

    @Override
    public Delivered deliver(long userId, ChatEvent event) {
        Optional<User> user = here(userId);
        Delivered delivered =
                user.map(one -> directMessages.deliverHere(one, event)).orElse(Delivered.GONE);
        if (event instanceof Expelled expelled) {
            user.ifPresent(one -> Objects.requireNonNull(lifecycle, "not open")
                    .leave(one, Leaving.TAKEN_OUT, expelled.reason()));
        }
        return delivered;
    }

    private Optional<User> here(long userId) {
        return registry.user(userId).filter(registry::isHere);
    }

    @Override
    public void announce(Announced event, Optional<UserMode> among) {
        directMessages.announceHere(event, among);
    }

    private void lookAgain() {
        if (!closed) {
            try {
                registry.everybodyHere().forEach(this::put);
                takeOutMissing();
            } finally {
                // One look that fails is not the last.
                settings.later().execute(this::lookAgain);
            }
        }
    }

    /** Rooms learn of those who are not in the chat any more, on no node, and whose own node can tell nobody. */
    private void takeOutMissing() {
        missing.lookAgain();
        for (Room room : rooms.all()) {
            missing.missed(room.name().key(), room.memberIds(), member -> registry.user(member).isPresent()).stream()
                    .flatMap(member -> room.member(member).stream())
                    .forEach(found -> room.missed(found.author(), LOST, settings.eventIds().next()));
        }
    }
}
