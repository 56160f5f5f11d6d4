package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.Next;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bans of people who come from different places. */
class BanCommandsTest {
    @AutoClose
    private final Chat chat =
            Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).executor(Runnable::run).keep("lobby").open();

    private final PlainPerson ann = person("ann", "home.example");
    private final PlainPerson bob = person("bob", "cafe.example");

    private PlainPerson person(String nickname, String place) {
        return new PlainPerson(chat, nickname, new Profile("u", "", nickname + "." + place));
    }

    @Test
    void whoIsAloneAtAnAddressIsBannedByIt() {
        assertThat(ann.asks("/ban bob")).containsExactly(
                "* you banned bob from lobby (the address cafe.example)",
                "* you put bob out of lobby",
                "* that holds for all from the address of bob, whatever their names; /unban bob ends it");
        bob.does("/nick rob");
        assertThat(bob.asks("/join lobby"))
                .containsExactly("* you are banned from lobby; its operators can change that");
        assertThat(ann.asks("/unban rob"))
                .containsExactly("* you lifted the ban on bob in lobby (the address cafe.example)");
        assertThat(bob.asks("/join lobby")).contains("* you are in lobby; no topic is set");
    }

    @Test
    void whoSharesAnAddressIsBannedUnderAnyName() {
        PlainPerson cid = person("cid", "cafe.example");

        assertThat(ann.asks("/ban bob")).containsExactly(
                "* you banned bob from lobby (under any name)",
                "* you put bob out of lobby",
                "* that holds for bob under any name, but not for a new connection under another, as others here have"
                        + " the same address; /unban bob ends it");
        cid.does("am I banned?");
        assertThat(ann.reads()).containsExactly("cid: am I banned?");
    }

    @Test
    void whoseWholeHostSomebodyElseHasIsBannedByName() {
        PlainPerson cid = person("cid", "cafe.example");
        PlainPerson dan = new PlainPerson(chat, "dan", bob.user.profile());

        assertThat(ann.asks("/ban bob")).first().isEqualTo("* you banned bob from lobby (by name)");
        assertThat(dan.asks("hm")).isEmpty();
        cid.does("hm");
    }

    @Test
    void anOperatorWhoSharesAnAddressDoesNotBanTheirOwn() {
        PlainPerson cid = person("cid", "home.example");
        assertThat(ann.asks("/mute cid")).containsExactly(
                "* you muted cid in lobby (under any name)",
                "* cid may read in lobby, but not speak; /unmute cid ends it",
                "* that holds for cid under any name, but not for a new connection under another, as others here have"
                        + " the same address");
        assertThat(cid.asks("hm")).last()
                .isEqualTo("* you are muted in lobby; its operators can change that");
        assertThat(cid.asks("/nick sid")).last()
                .isEqualTo("* you keep your name while you may not speak in lobby; /leave lobby first");
    }

    @Test
    void whoIsMutedComesBackAndIsMutedStill() {
        ann.does("/mute bob");
        assertThat(ann.asks("/mute bob")).containsExactly("* bob is muted in lobby already");
        assertThat(ann.asks("/mode")).endsWith("*   nobody is banned", "*   muted: bob (the address cafe.example)");
        bob.does("/leave");
        assertThat(bob.asks("/join lobby")).contains("* you are in lobby; no topic is set");
        assertThat(bob.asks("hm")).last().isEqualTo("* you are muted in lobby; its operators can change that");
        assertThat(bob.asks("/topic hm")).last().isEqualTo("* you are muted in lobby; its operators can change that");
    }

    @Test
    void bansAndMutesAreLiftedEachByItself() {
        ann.does("/mute bob");
        assertThat(ann.asks("/unban bob")).containsExactly("* bob is not banned from lobby; /mode lists the bans");
        assertThat(ann.asks("/unmute *!*@bar.example"))
                .containsExactly("* there is no such mute in lobby; /mode lists the mutes");
        assertThat(ann.asks("/unmute bob")).containsExactly("* you unmuted bob in lobby (the address cafe.example)");
        assertThat(ann.asks("/unmute bob")).containsExactly("* bob is not muted in lobby; /mode lists the mutes");
        ann.does("/ban bo*");
        assertThat(ann.asks("/unmute bob")).containsExactly("* bob is not muted in lobby; /mode lists the mutes");
    }

    @Test
    void whoHasTakenAnotherNameIsFoundByTheOldOne() {
        bob.does("/nick rob");
        assertThat(ann.asks("/ban bob")).containsExactly(
                "* you banned rob from lobby (the address cafe.example)",
                "* you put rob out of lobby",
                "* that holds for all from the address of rob, whatever their names; /unban rob ends it");
        assertThat(ann.asks("/unban bob"))
                .containsExactly("* you lifted the ban on rob in lobby (the address cafe.example)");
    }

    @Test
    void whoHasLeftTheChatIsBannedByAddressAllTheSame() {
        chat.leave(bob.user, "");
        assertThat(ann.asks("/ban bob")).first().isEqualTo("* you banned bob from lobby (the address cafe.example)");
        PlainPerson again = person("bert", "cafe.example");
        assertThat(again.user.memberships()).isEmpty();
    }

    @Test
    void allBansThatHoldForSomebodyAreLiftedAtOnce() {
        ann.does("/ban bo*");
        ann.does("/ban *.example");
        ann.does("/ban other");
        ann.does("/ban *!*@elsewhere");
        assertThat(ann.asks("/unban bob")).containsExactly(
                "* you lifted the ban on bob in lobby (any name like bo*) and lifted the ban on ann and bob in lobby (the address example)");
        assertThat(ann.asks("/mode")).last().isEqualTo("*   banned: the address elsewhere");
    }

    @Test
    void aMaskDoesNotListThoseWhoMaySpeakAllTheSame() {
        assertThat(ann.asks("/ban *!*@*")).containsExactly(
                "* you banned everybody from lobby",
                "* those who are in lobby stay, but may not speak; /kick puts them out: bob");
    }

    @Test
    void whoIsTooFastForBothHalvesOfABanDoesTheOtherAMomentLater() {
        Limits slow = Limits.standard().with(Limit.RATE, 1).with(Limit.BURST, 2);
        AtomicReference<Instant> now = new AtomicReference<>(PlainPerson.NOON);
        try (Chat busy =
                Chat.builder().limits(slow).clock(clock(now).withZone(ZoneOffset.UTC)).executor(Runnable::run).open()) {
            PlainPerson dan = new PlainPerson(busy, "dan");
            PlainPerson eve = new PlainPerson(busy, "eve");
            List<String> unused = dan.reads();

            // Taking a name has left one of two.
            assertThat(dan.tries("/ban eve enough")).isInstanceOf(Next.Retry.class);
            assertThat(eve.reads()).containsExactly("* dan banned you");
            now.set(PlainPerson.NOON.plusSeconds(2));
            assertThat(dan.triesAgain()).isInstanceOf(Next.Continue.class);

            assertThat(eve.reads()).containsExactly("* dan put you out of lobby (enough)");
            assertThat(dan.reads()).filteredOn(line -> line.contains("banned")).hasSize(1);
        }
    }

    private static InstantSource clock(AtomicReference<Instant> now) {
        return now::get;
    }
}
