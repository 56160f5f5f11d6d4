package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrcRegistrationTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @ParameterizedTest
    @ValueSource(strings = {"NICK ann|USER ann 0 * :Ann", "USER ann 0 * :Ann|NICK ann",
        "PASS any|NICK ann|USER ann 0 * Ann",
        "CAP LS|NICK ann|USER ann 0 * :Ann|CAP END", "CAP LS 302|CAP REQ batch|USER ann 0 * :Ann|NICK ann|CAP END",
        "CAP REQ batch|NICK ann|USER ann 0 * :Ann|CAP END", "NICK ann|CAP LS 302|USER ann 0 * :Ann|CAP END",
        "CAP END|NICK ann|USER ann 0 * :Ann", "NICK bob|NICK ann|USER ann 0 * :Ann"})
    void anyOrderIsGood(String lines) {
        IrcPerson ann = IrcPerson.connect(server);

        for (String line : lines.split("\\|", -1)) {
            ann.send(line);
        }

        ReceivedLine welcome = ann.expectStart("001 ");
        assertThat(welcome.parameters().get(0)).isEqualTo("ann");
        assertThat(welcome.last()).matches("Welcome to the \\S+ network, ann!ann@[a-z0-9.]+");
    }

    @Test
    void aNickThatLooksLikeAnotherIsInUse() {
        IrcPerson.enter(server, "alice");
        IrcPerson eve = IrcPerson.connect(server);

        eve.send("NICK a1ice");

        eve.expectNext("433 a1ice :Nickname looks like alice, who is here; choose another");
    }

    @Test
    void theWelcomeHasItsLinesInOrder() {
        IrcPerson ann = IrcPerson.connect(server);
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");

        List<ReceivedLine> lines = ann.until(line -> line.command().equals("422"), "the MOTD");
        List<String> numerics = lines.stream().map(ReceivedLine::command).distinct().toList();

        assertThat(numerics).startsWith("001", "002", "003", "004", "005", "251").endsWith("422");
        assertThat(lines.getLast().last()).isEqualTo("There is no message of the day; people meet in #lobby");
    }

    @Test
    void theMessageOfTheDayIsShown() {
        server.configure(config -> config.motd(List.of("first", "", "x".repeat(600))));
        IrcPerson ann = IrcPerson.connect(server).register("ann");

        assertThat(ann.ask("MOTD")).startsWith("375 :- chatroom.chat message of the day -", "372 :- first")
                .last().asString().startsWith("376 ");
    }

    @Test
    void whereNobodyRunsTheServerNoSecretIsTaken() {
        assertThat(IrcPerson.enter(server, "ann").ask("OPER root sesame")).containsExactly(
                "491 :Nobody runs this server: it was started without --operator");
    }

    @Test
    void whoNegotiatesIsNotLetInBeforeTheEndOfThat() {
        IrcPerson ann = IrcPerson.connect(server);
        ann.send("CAP LS 302");
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");

        assertThat(ann.sync()).hasSize(1).first().asString().startsWith("CAP ").contains(" LS ");

        ann.send("CAP END");
        ann.expectStart("001 ");
    }

    @Test
    void capabilitiesAreListedAskedForRefusedAndGivenBack() {
        IrcPerson ann = IrcPerson.connect(server);

        assertThat(ann.ask("CAP LS 302")).hasSize(1).first().asString()
                .startsWith("CAP * LS :").contains(IrcPerson.ALL_CAPABILITIES);
        assertThat(ann.ask("CAP REQ :batch server-time")).containsExactly("CAP * ACK :batch server-time");
        assertThat(ann.ask("CAP REQ :setname no-such-thing")).containsExactly("CAP * NAK :setname no-such-thing");
        assertThat(ann.ask("CAP LIST")).containsExactly("CAP * LIST :batch server-time");
        assertThat(ann.ask("CAP REQ :-batch setname")).containsExactly("CAP * ACK :-batch setname");
        assertThat(ann.ask("CAP LIST")).containsExactly("CAP * LIST :server-time setname");
        assertThat(ann.ask("CAP WHAT")).containsExactly("410 WHAT :Invalid CAP command");
        assertThat(ann.ask("CAP")).containsExactly("461 CAP :Not enough parameters");
        ann.send("NICK ann");
        assertThat(ann.ask("CAP LIST")).containsExactly("CAP ann LIST :server-time setname");
    }

    @Test
    void capabilitiesCanBeChangedLaterToo() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("CAP REQ echo-message")).containsExactly("CAP ann ACK echo-message");
        assertThat(ann.ask("CAP END")).isEmpty();
        assertThat(ann.ask("CAP LIST")).containsExactly("CAP ann LIST echo-message");
    }

    @Test
    void commandsWaitUntilOneIsIn() {
        IrcPerson ann = IrcPerson.connect(server);

        ann.send("CAP LS");
        ann.expectStart("CAP * LS ");
        assertThat(ann.ask("NICK")).containsExactly("431 :No nickname given");
        assertThat(ann.ask("USER ann")).containsExactly("461 USER :Not enough parameters");
        assertThat(ann.ask("JOIN #lobby")).containsExactly("451 :You have not registered");
        assertThat(ann.ask("NOSUCH")).containsExactly("451 :You have not registered");
        assertThat(ann.ask("PING")).containsExactly("461 PING :Not enough parameters");
        assertThat(ann.ask("PONG x")).isEmpty();
        ann.send("QUIT");
        assertThat(ann.rest()).singleElement().asString().startsWith("ERROR :");
    }

    @Test
    void aNicknameMustBeFreeAndGood() {
        IrcPerson.enter(server, "ann");
        server.enter("Zoe");
        IrcPerson bob = IrcPerson.connect(server);

        assertThat(bob.ask("NICK ANN")).containsExactly("433 ANN :Nickname is already in use");
        assertThat(bob.ask("NICK zoe")).containsExactly("433 zoe :Nickname is already in use");
        for (String bad : List.of("#a", "1a", "-a", "a!b", "a@b", "a*", ":a b", "a.b", "server", "x".repeat(33))) {
            assertThat(bob.ask("NICK " + bad)).as(bad).singleElement().asString().startsWith("432 ");
        }
        bob.send("USER bob 0 * :Bob");
        assertThat(bob.sync()).isEmpty();
        bob.send("NICK bob");
        bob.expectStart("001 ");
    }

    @Test
    void whoIsInCannotComeInAgain() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("USER ann 0 * :Ann")).containsExactly("462 :You may not reregister");
        assertThat(ann.ask("PASS x")).containsExactly("462 :You may not reregister");
    }

    @Test
    void theRightPasswordOpensTheDoor() {
        server.configure(config -> config.password("open sesame"));
        IrcPerson ann = IrcPerson.connect(server);

        ann.send("PASS :open sesame");
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");

        ann.expectStart("001 ");
    }

    @ParameterizedTest
    @CsvSource({"PASS wrong, Password incorrect", "PASS :, This server needs a password",
        "CAP END, This server needs a password"})
    void withoutThePasswordNobodyComesIn(String first, String reason) {
        server.configure(config -> config.password("open sesame"));
        IrcPerson ann = IrcPerson.connect(server);

        ann.send(first);
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");

        assertThat(ann.rest()).filteredOn(line -> !line.startsWith("461")).hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("464 :" + reason),
                        line -> assertThat(line).startsWith("ERROR :Closing Link: ").endsWith("(" + reason + ")"));
    }

    @Test
    void aClientThatSendsNoPasswordPaysNothing() {
        server.configure(config -> config.password("open sesame").clock(new ManualClock()));
        for (int i = 0; i < 3; i++) {
            IrcPerson ann = IrcPerson.connect(server);
            ann.send("NICK ann");
            ann.send("USER ann 0 * :Ann");
            ann.expectStart("464 ");
        }
        IrcPerson ann = IrcPerson.connect(server);

        ann.send("PASS :open sesame");
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");

        ann.expectStart("001 ");
    }

    @Test
    void tooManyPasswordsOfOneAddressAreTurnedAwayAtOnce() {
        server.configure(config -> config.password("open sesame").clock(new ManualClock()));
        for (int i = 0; i < 5; i++) {
            IrcPerson guesser = IrcPerson.connect(server);
            guesser.send("PASS wrong");
            guesser.send("NICK guesser");
            guesser.send("USER guesser 0 * :Guesser");
        }
        server.awaitGuesses(waiting -> waiting == 4);
        IrcPerson ann = IrcPerson.connect(server);

        ann.send("PASS :open sesame");
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");

        assertThat(ann.rest()).first().asString()
                .isEqualTo("464 :Too many passwords from your address at once, try again in a moment");
    }

    @Test
    void whoTakesTooLongIsEnded() {
        server.configure(config -> config.introductionTimeout(Duration.ofMillis(300)));
        IrcPerson ann = IrcPerson.connect(server);

        ann.send("NICK ann");

        assertThat(ann.rest()).singleElement().asString()
                .startsWith("ERROR :Closing Link: ").contains("Registration timeout");
    }

    @Test
    void userNamesAreMadeFitForAHostmask() {
        IrcPerson ann = IrcPerson.connect(server);
        ann.send("NICK ann");
        ann.send("USER an!n@evil*host:x\u00034 0 * ::) real");

        ReceivedLine welcome = ann.expectStart("001 ");
        assertThat(welcome.last()).containsPattern("ann!annevilhostx4@");
    }
}
