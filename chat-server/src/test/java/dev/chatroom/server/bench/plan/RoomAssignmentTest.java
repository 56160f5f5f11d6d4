package dev.chatroom.server.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoomAssignmentTest {
    @Property
    void seatsEverybody(
            @ForAll @IntRange(min = 1, max = 60) int clients,
            @ForAll @IntRange(min = 0, max = 60) int senders,
            @ForAll @IntRange(min = 1, max = 60) int rooms) {
        Assume.that(senders <= clients && rooms <= clients);
        RoomAssignment seating = new RoomAssignment(clients, senders, rooms);
        int[] members = new int[rooms];
        for (int client = 0; client < clients; client++) {
            members[seating.roomOf(client)]++;
        }
        for (int room = 0; room < rooms; room++) {
            assertThat(seating.membersOf(room)).isEqualTo(members[room]);
        }
        for (int sender = 0; sender < senders; sender++) {
            assertThat(seating.seatOf(sender)).isLessThan(seating.seats());
        }
    }

    @Property
    void hasAWitnessForEachSender(
            @ForAll @IntRange(min = 2, max = 60) int clients,
            @ForAll @IntRange(min = 1, max = 60) int senders,
            @ForAll @IntRange(min = 1, max = 30) int rooms) {
        Assume.that(senders <= clients && clients >= 2 * rooms);
        RoomAssignment seating = new RoomAssignment(clients, senders, rooms);
        for (int sender = 0; sender < senders; sender++) {
            int witness = seating.witnessOf(sender);
            assertThat(witness).isBetween(0, clients - 1).isNotEqualTo(sender);
            assertThat(seating.roomOf(witness)).isEqualTo(seating.roomOf(sender));
            if (senders <= clients - rooms) {
                assertThat(witness).isGreaterThanOrEqualTo(senders);
            }
        }
    }
}
