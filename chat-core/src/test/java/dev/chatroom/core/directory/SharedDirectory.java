package dev.chatroom.core.directory;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A directory that several chats of one process share. One thread knows everything and hands it over. */
public final class SharedDirectory implements AutoCloseable {
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("directory").start(this::run);

    /** Who has which name, by its key; owned by the thread, as the others. */
    private final Map<String, Person> holders = new HashMap<>();

    private final Map<Long, Person> people = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** One of the chats. */
    public final class Node implements Directory {
        private final String name;
        private volatile Receiver receiver;
        private volatile boolean cutOff;
        private volatile boolean broken;

        Node(String name) {
            this.name = name;
        }

        @Override
        public boolean isAlone() {
            return false;
        }

        @Override
        public String node() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return name;
        }

        @Override
        public void open(Receiver chat) {
            receiver = chat;
            ask(() -> {
                people.values().forEach(chat::put);
                return nodes.add(this);
            });
        }

        @Override
        public Claim claim(Person person) {
            return cutOff ? Claim.CUT_OFF : ask(() -> take(person) ? Claim.GRANTED : Claim.TAKEN);
        }

        private boolean take(Person person) {
            Person holder = holders.putIfAbsent(person.nickname().key(), person);
            if (holder != null && holder.id() != person.id()) {
                return false;
            }
            if (person.known()) {
                show(person);
            }
            return true;
        }

        private void show(Person person) {
            people.put(person.id(), person);
            others().forEach(other -> other.receiver.put(person));
        }

        private List<Node> others() {
            return nodes.stream().filter(node -> node != this && !node.cutOff).toList();
        }

        @Override
        public void free(Nickname before, long userId) {
            inbox.add(() -> holders.computeIfPresent(
                    before.key(), (key, holder) -> holder.id() == userId ? null : holder));
        }

        @Override
        public void put(Person person) {
            inbox.add(() -> {
                if (take(person)) {
                    return;
                }
                receiver.nameLost(person.id());
            });
        }

        @Override
        public void remove(Person person) {
            inbox.add(() -> drop(person));
        }

        private void drop(Person person) {
            holders.values().removeIf(holder -> holder.id() == person.id());
            if (people.remove(person.id()) != null) {
                others().forEach(other -> other.receiver.remove(person.id()));
            }
        }

        @Override
        public Delivered deliver(Person to, ChatEvent event) {
            if (cutOff) {
                return Delivered.CUT_OFF;
            }
            Optional<Node> node = ask(
                    () -> nodes.stream().filter(each -> each.name.equals(to.node()) && !each.cutOff).findFirst());
            return node.map(there -> there.receiver.deliver(to.id(), event)).orElse(Delivered.CUT_OFF);
        }

        @Override
        public void announce(Announced event, Optional<UserMode> among) {
            inbox.add(() -> others().forEach(other -> other.receiver.announce(event, among)));
        }

        @Override
        public void close() {
            fail();
        }

        /** It is gone without taking its leave, and the others have noticed. */
        public void fail() {
            ask(() -> {
                nodes.remove(this);
                List.copyOf(people.values()).stream().filter(person -> person.node().equals(name)).forEach(this::drop);
                holders.values().removeIf(holder -> holder.node().equals(name));
                return true;
            });
        }

        /** While true, whoever asks for its name is thrown an exception. */
        public void broken(boolean now) {
            broken = now;
        }

        /** While true, it cannot reach the others. */
        public void cutOff(boolean now) {
            cutOff = now;
        }
    }

    public Node node(String name) {
        return new Node(name);
    }

    /** Gives a name to somebody whom no chat has. */
    public void occupy(Person person) {
        ask(() -> holders.put(person.nickname().key(), person));
    }

    /** The other chats take somebody for gone who is not. */
    public void lose(long userId) {
        ask(() -> {
            notNodeOf(userId).forEach(node -> node.receiver.remove(userId));
            return true;
        });
    }

    /** Their own chat is told that somebody else has their name. */
    public void loseName(long userId) {
        ask(() -> {
            nodes.stream().filter(node -> node.name.equals(people.get(userId).node()))
                    .forEach(node -> node.receiver.nameLost(userId));
            return true;
        });
    }

    /** The other chats know of them again. */
    public void regain(long userId) {
        ask(() -> {
            notNodeOf(userId).forEach(node -> node.receiver.put(people.get(userId)));
            return true;
        });
    }

    private List<Node> notNodeOf(long userId) {
        return nodes.stream().filter(node -> !node.name.equals(people.get(userId).node())).toList();
    }

    /** Returns when all that was asked before is known. */
    public void settle() {
        ask(() -> true);
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        inbox.add(() -> {
            try {
                answer.complete(question.get());
            } catch (Throwable fault) {
                answer.completeExceptionally(fault);
            }
        });
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void run() {
        try {
            while (true) {
                inbox.take().run();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
