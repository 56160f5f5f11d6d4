package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aRenamingIsToldToEverybody() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send("/nick Robert");

        bob.expectNext("* you are now Robert");
        ann.expectNext("* bob is now Robert");
        bob.send("hi");
        ann.expectNext("Robert: hi");
    }

    @Test
    void aNameIsTakenInWhateverCase() {
        server.enter("Ann");
        ChatClient bob = server.enter("bob");

        bob.send("/nick aNN");

        bob.expectNext("* somebody is called aNN already; choose another name");
        bob.send("/who");
        bob.expectNext("* 2 in lobby: Ann, bob");
    }

    @ParameterizedTest
    @CsvSource({"obs, оЬѕ", "bob, ʙob", "alice, a1ice", "alice, aIice"})
    void aNameThatLooksLikeThatOfSomebodyHereIsRefused(String name, String like) {
        ChatClient ann = server.enter(name);
        ChatClient bob = server.enter("eve");

        bob.send("/nick " + like);

        bob.expectNext("* " + like + " looks like " + name + ", who is here; choose another name");
        ann.send("/nick xavier");
        bob.expect("* " + name + " is now xavier");
        bob.send("/nick " + like);
        bob.expectNext("* you are now " + like);
    }

    @Test
    void whoHasANameMayWriteItOtherwise() {
        ChatClient ann = server.enter("ann");
        ann.send("/nick Ann");
        ann.expectNext("* you are now Ann");
    }

    @Test
    void aNameIsFreeAgainWhenItsHolderTakesAnother() {
        ChatClient ann = server.enter("ann");
        ann.send("/nick anna");
        ann.expectNext("* you are now anna");

        ChatClient bob = server.enter("bob");
        bob.send("/nick ann");

        bob.expectNext("* you are now ann");
    }

    @Test
    void aNameIsFreeAgainWhenItsHolderLeaves() {
        ChatClient ann = server.enter("ann");
        server.enter("bob").close();
        ann.expect("* bob left");

        server.enter("bob");
    }

    @Test
    void takingTheNameOneHasTellsNobodyElse() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send("/nick bob");
        bob.sync();

        assertThat(ann.sync()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "admin", "ADMIN", "Adm1n", "\u0430dmin", "root", "server", "s_e_r_v_e_r", "you", "guest-999", "chatroom",
        "Parrot",
        "parr0t"
    })
    void namesThatLookLikeTheServersOwnAreReserved(String name) {
        server.configure(config -> config.name("parrot"));
        ChatClient bob = server.enter("bob");

        bob.send("/nick " + name);

        assertThat(bob.next()).startsWith("* ").containsAnyOf("is reserved; choose another name", "mixes alphabets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "two words | * a name cannot contain a space",
        "a:b | * a name cannot contain ':'",
        "*star | * a name cannot contain '*'",
        "~wave | * a name cannot contain '~'",
        "[x]: y | * a name cannot contain ':'",
        "a\u202eb | * a name cannot contain the character U+202E",
        "b\u001b[1m | * a name cannot contain the character U+001B",
        "7up | * a name cannot begin with '7'",
        "-dash | * a name cannot begin with '-'",
        "b\u043eb | * b\u043eb mixes alphabets that look alike; use one of them",
        "abcdefghijklmnopqrstuvwxyzabcdefg | * a name has at most 32 characters"
    })
    void aNameThatCannotBeIsRefusedWithTheReason(String name, String answer) {
        ChatClient bob = server.enter("bob");

        bob.send("/nick " + name);

        assertThat(bob.next()).startsWith(answer);
        bob.send("/who");
        bob.expectNext("* 1 in lobby: bob");
    }

    @Test
    void namesOfOtherScriptsAreGood() {
        server.enter("Żółw");
        server.enter("Борис");
        server.enter("愛子");
        ChatClient bob = server.enter("bob");
        bob.send("/who");
        assertThat(bob.next()).startsWith("* 4 in lobby:").contains("Żółw").contains("Борис").contains("愛子");
    }

    @Test
    void nobodyIsCalledLikeTheMarkOfARoom() {
        ChatClient bob = server.enter("bob");
        bob.sync();

        bob.send("/nick [lobby]");
        bob.expectNext("* [lobby] looks like the name of a room in brackets; choose another name");
        bob.send("/nick [lobby]bob");
        bob.expectNext("* you are now [lobby]bob");
    }
}
