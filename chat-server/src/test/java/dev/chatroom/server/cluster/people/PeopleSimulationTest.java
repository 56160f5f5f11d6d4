package dev.chatroom.server.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.chatroom.core.directory.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Names and leases, whatever is lost, late, stopped or gone: at no moment do two people have one name whose nodes may act, and when all
 * is well again, all nodes know the same people.
 */
class PeopleSimulationTest {
    private static final int RUNS = Integer.getInteger("simulations", 10_000);
    private static final int MOST_NODES = 8;
    private static final List<String> NAMES = List.of("ann", "bob", "cay");

    private SimulatedWorld world;
    private SimulatedWorld.Bucket names;
    private SimulatedWorld.Bucket leases;
    private List<SimulatedNode> nodes;
    private long instances;
    private long users;

    @Test
    void namesAreOnesOwnWhateverHappens() {
        long first = Long.getLong("simulation.seed", 1);
        for (long seed = first; seed < first + RUNS; seed++) {
            try {
                run(seed);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError("with -Dsimulation.seed=" + seed, fault);
            }
        }
    }

    private void run(long seed) {
        world = new SimulatedWorld(seed);
        names = new SimulatedWorld.Bucket();
        leases = new SimulatedWorld.Bucket();
        nodes = new ArrayList<>();
        instances = 0;
        users = 0;
        Random random = world.random();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            begin("node" + i);
        }
        world.run(1_500, this::assertNamesAreOnesOwn);
        for (int i = 0; i < 30; i++) {
            something(random);
            world.run(random.nextInt(1_500), this::assertNamesAreOnesOwn);
        }
        world.lose(0);
        world.slowest(20);
        nodes.forEach(node -> {
            node.standStill(false);
            node.cutOff(false);
        });
        world.run(25_000, this::assertNamesAreOnesOwn);
        assertAllKnowTheSame();
    }

    private void begin(String name) {
        nodes.add(new SimulatedNode(world, name, ++instances, names, leases));
    }

    private void something(Random random) {
        SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
        long user = users == 0 ? 0 : 1 + random.nextLong(users);
        switch (random.nextInt(14)) {
            case 0, 1 -> node.come(++users);
            case 2, 3, 4, 5, 6 -> node.claim(user, NAMES.get(random.nextInt(NAMES.size())));
            case 7 -> node.leave(user);
            case 8 -> {
                node.standStill(true);
                if (random.nextInt(8) == 0 && nodes.size() < MOST_NODES) {
                    // As somebody does who takes it for dead.
                    begin(node.name());
                }
            }
            case 9 -> node.standStill(false);
            case 10 -> node.cutOff(random.nextBoolean());
            case 11 -> world.lose(random.nextBoolean() ? 0 : random.nextInt(40));
            case 12 -> world.slowest(random.nextBoolean() ? 20 : 1_500);
            default -> {
                if (nodes.stream().filter(one -> !one.isDead()).count() > 1 && random.nextInt(3) == 0) {
                    node.die();
                    begin("node" + nodes.size());
                }
            }
        }
    }

    private void assertNamesAreOnesOwn() {
        Map<String, Person> holders = new HashMap<>();
        for (SimulatedNode node : nodes) {
            if (node.mayAct()) {
                for (Person person : node.own().values()) {
                    Person other = holders.put(person.nickname().key(), person);
                    if (other != null) {
                        fail("at %d ms both %s and %s have a name", world.now() / 1_000_000, person, other);
                    }
                }
            }
        }
    }

    private static Map<Long, String> words(Map<Long, Person> people) {
        Map<Long, String> words = new TreeMap<>();
        people.forEach((id, person) -> words.put(id, person.nickname() + " on " + person.node()));
        return words;
    }

    private void assertAllKnowTheSame() {
        List<SimulatedNode> alive = nodes.stream().filter(node -> !node.isDead()).toList();
        for (SimulatedNode node : alive) {
            assertThat(node.mayAct()).as("%s has a lease", node).isTrue();
            Map<Long, Person> elsewhere = alive.stream()
                    .filter(other -> other != node)
                    .flatMap(other -> other.own().values().stream())
                    .collect(Collectors.toMap(Person::id, person -> person));
            assertThat(words(node.others())).as("the others, as %s knows them", node).isEqualTo(words(elsewhere));
        }
        assertThat(names.values()).as("the names that are held").hasSize(
                alive.stream().mapToInt(node -> node.own().size()).sum());
    }
}
