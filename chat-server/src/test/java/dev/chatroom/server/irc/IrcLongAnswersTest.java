package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers of several pieces are complete and in order, whatever happens meanwhile. */
class IrcLongAnswersTest {
    private static final int MANY = 150;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private final List<IrcPerson> crowd = new ArrayList<>();

    @BeforeEach
    void fillARoom() {
        for (int i = 0; i < MANY; i++) {
            crowd.add(IrcPerson.connect(server));
            crowd.get(i).sendAtOnce("NICK n" + i, "USER u 0 * :u", "JOIN #big", "JOIN #room" + i);
        }
        crowd.forEach(person -> person.expect("366 #room" + crowd.indexOf(person) + " :End of /NAMES list"));
    }

    private static List<String> names(List<ReceivedLine> lines) {
        return lines.stream()
                .filter(line -> line.command().equals("353"))
                .flatMap(line -> Arrays.stream(line.last().replace("@", "").split(" ", -1)))
                .toList();
    }

    private static List<String> all(String... more) {
        return Stream.concat(IntStream.range(0, MANY).mapToObj(i -> "n" + i), Stream.of(more)).toList();
    }

    @Test
    void whoComesIntoALargeRoomReadsAllNames() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        List<ReceivedLine> lines = ann.askFully("JOIN #big");

        assertThat(lines.get(0).brief()).isEqualTo("ann JOIN #big");
        assertThat(names(lines)).containsExactlyInAnyOrderElementsOf(all("ann"));
        assertThat(lines).last().extracting(ReceivedLine::brief).isEqualTo("366 #big :End of /NAMES list");
    }

    @Test
    void severalLargeRoomsComeOneAfterTheOther() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "batch", "labeled-response");

        List<ReceivedLine> lines = ann.askFully("@label=x JOIN #big,#room7");

        assertThat(names(lines)).endsWith("ann", "n7", "ann").hasSize(MANY + 3);
        assertThat(lines.get(0).tag("label")).isEqualTo("x");
        assertThat(lines).last().extracting(ReceivedLine::command).isEqualTo("BATCH");
        assertThat(lines.subList(1, lines.size() - 1)).allSatisfy(
                line -> assertThat(line.tag("batch")).isEqualTo(lines.get(0).parameters().get(0).substring(1)));
    }

    @Test
    void membersAndOthersReadTheSameNames() {
        IrcPerson outside = IrcPerson.enter(server, "outside", "batch", "labeled-response");

        assertThat(names(outside.askFully("NAMES #big"))).containsExactlyInAnyOrderElementsOf(all());
        assertThat(names(crowd.get(3).askFully("NAMES #big"))).containsExactlyInAnyOrderElementsOf(all());
        List<ReceivedLine> labelled = outside.askFully("@label=y NAMES #big");
        assertThat(names(labelled)).containsExactlyInAnyOrderElementsOf(all());
        assertThat(labelled.get(0).parameters()).endsWith("labeled-response");
    }

    @Test
    void namesOfMoreRoomsThanTheLimitAreNotTold() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("NAMES #big,#room1,#room2,#room3")).last()
                .isEqualTo("366 #big,#room1,#room2,#room3 :End of /NAMES list");
        assertThat(ann.ask("NAMES #big,#room1,#room2,#room3,#room4"))
                .containsExactly("407 #big,#room1,#room2,#room3,#room4 :Too many targets");
    }

    @Test
    void namesAreThoseOfWhoIsThereWhenTheyAreRead() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        ann.sendAtOnce(Collections.nCopies(20, "NAMES #big").toArray(String[]::new));
        for (int i = 1; i < MANY; i += 2) {
            crowd.get(i).send("QUIT");
        }
        for (int i = 1; i < MANY; i += 2) {
            List<String> unused = crowd.get(i).rest();
        }

        ann.sync();
        assertThat(names(ann.askFully("NAMES #big"))).hasSize(MANY / 2).contains("n148").doesNotContain("n149");
    }

    @Test
    void manyRoomsAndPeopleAreListed() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "batch", "labeled-response");

        assertThat(ann.ask("LIST")).hasSize(MANY + 1 + 2);
        assertThat(ann.ask("LIST #room2*")).hasSize(1 + 10 + 2);
        assertThat(ann.askFully("@label=z LIST #room*"))
                .hasSize(MANY + 2 + 2)
                .first().satisfies(line -> assertThat(line.tag("label")).isEqualTo("z"));
        assertThat(ann.ask("WHO #big")).hasSize(MANY + 1).last().isEqualTo("315 #big :End of /WHO list");
        assertThat(ann.ask("WHO n1*")).hasSize(1 + 10 + 50 + 1).last().isEqualTo("315 n1* :End of /WHO list");
        assertThat(ann.ask("WHO " + "*".repeat(300)))
                .containsExactly("400 WHO :A mask has at most 256 characters");
    }
}
