package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.room.UserMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ann learns about bob, and what somebody does who runs the server. */
class PeopleCommandsTest {
    @AutoClose
    private final Chat chat = chatAt(Duration.ZERO);

    private final PlainPerson ann = new PlainPerson(chat, "ann");
    private final PlainPerson bob =
            new PlainPerson(chat, "bob", new Profile("b", "Bob \u001b[1mBrown", "cafe.example"));

    private static Chat chatAt(Duration beforeNoon) {
        return Chat.builder()
                .clock(Clock.fixed(PlainPerson.NOON.minus(beforeNoon), ZoneOffset.UTC))
                .limits(Limits.standard().with(Limit.RATE, 0).with(Limit.REASON, 10))
                .executor(Runnable::run)
                .keep("lobby")
                .open();
    }

    @Test
    void whoIsTellsWhatThereIsToKnow() {
        bob.does("/join cats");
        bob.does("/away lunch");
        bob.user.set(UserMode.BOT, true);
        bob.user.set(UserMode.SERVER_OPERATOR, true);

        assertThat(ann.asks("/whois BOB")).containsExactly(
                "* bob (Bob Brown) has been here since 12:00",
                "*   has said nothing yet",
                "*   is in lobby, cats (operator)",
                "*   is away: lunch",
                "*   is a program, not a person",
                "*   runs this server");
        assertThat(bob.asks("/whois ann")).containsExactly(
                "* ann has been here since 12:00", "*   has said nothing yet", "*   is in lobby (operator)",
                "*   comes from 192.0.2.7");
        assertThat(ann.asks("/whois ann")).as("of oneself").contains("*   comes from 192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({"PT0.9S, just now", "PT1S, 1 second ago", "PT59S, 59 seconds ago", "PT119S, 1 minute ago",
        "PT59M, 59 minutes ago", "PT2H59M, 2 hours ago", "PT49H, 2 days ago", "PT-5S, just now"})
    void whoIsTellsSinceWhenSomebodyIsSilent(Duration ago, String words) {
        HandTime time = new HandTime(PlainPerson.NOON.minus(ago).minusSeconds(60));
        try (Chat moving = Chat.builder().clock(time).keep("lobby").executor(Runnable::run).open()) {
            PlainPerson dan = new PlainPerson(moving, "dan");
            time.now = PlainPerson.NOON.minus(ago);
            dan.does("hello");

            assertThat(dan.asks("/whois dan")).contains("*   last said something " + words);
        }
    }

    /** A clock that is set by hand. */
    private static final class HandTime extends Clock {
        private Instant now;

        HandTime(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void whoIsShowsSecretRoomsToTheirMembersAlone() {
        bob.does("/join cats");
        bob.does("/mode secret on");
        assertThat(ann.asks("/whois bob")).contains("*   is in lobby");
        ann.does("/join cats");
        assertThat(ann.asks("/whois bob")).contains("*   is in lobby, cats (operator)");
    }

    @Test
    void whoDoesNotWantToBeSeenIsSeenInSharedRoomsOnly() {
        bob.user.set(UserMode.INVISIBLE, true);
        bob.does("/join cats");
        assertThat(ann.asks("/whois bob")).contains("*   is in lobby");
        assertThat(ann.asks("/who cats")).containsExactly("* 1 in cats, who can be seen only there");
        bob.does("/leave lobby");
        assertThat(ann.asks("/whois bob")).containsExactly(
                "* bob (Bob Brown) has been here since 12:00", "*   has said nothing yet");
    }

    @Test
    void whoHasBeenHereForLongIsSoSinceADay() {
        try (Chat yesterdays = chatAt(Duration.ofHours(13))) {
            PlainPerson dan = new PlainPerson(yesterdays, "dan");
            assertThat(dan.asks("/whois dan")).first().isEqualTo("* dan has been here since 2026-02-28 23:00");
        }
    }

    @Test
    void whoIsOfNobody() {
        assertThat(ann.asks("/whois zoe")).containsExactly("* nobody here is called zoe; /who lists who is here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bob:", "bob,", "@bob", "@Bob:"})
    void aNameIsFoundAsPeopleWriteItWhoTurnToSomebody(String written) {
        assertThat(ann.asks("/msg " + written + " hi")).containsExactly("* sent to bob");
        assertThat(bob.reads()).contains("ann (private): hi");
    }

    @Test
    void aNameThatNobodyHasIsAnsweredWithTheOneThatWasMeant() {
        assertThat(ann.asks("/msg bo hi")).containsExactly("* nobody here is called bo; did you mean bob?");
        assertThat(ann.asks("/msg zoe hi")).containsExactly("* nobody here is called zoe; /who lists who is here");
        assertThat(ann.asks("/msg an hi")).as("oneself").containsExactly(
                "* nobody here is called an; /who lists who is here");
    }

    @Test
    void withoutOperatorsNobodyIsAskedForASecret() {
        for (String line : List.of("/oper root", "/oper root sesame")) {
            assertThat(ann.asks(line)).containsExactly(
                    "* nobody runs this server: it was started without --operator");
        }
        assertThat(ann.asks("hello")).as("no secret").isEmpty();
        assertThat(bob.reads()).contains("ann: hello");
    }

    @Test
    void whoRunsTheServerEndsConnections() {
        assertThat(ann.asks("/kill bob")).containsExactly("* only those who run the server may do that");
        ann.user.set(UserMode.SERVER_OPERATOR, true);
        assertThat(ann.asks("/kill zoe")).containsExactly("* nobody here is called zoe; /who lists who is here");

        assertThat(ann.asks("/kill bob bad manners")).contains(
                "* bob is out of the chat",
                "* your reason was longer than 10 characters; the rest was cut off",
                "* bob left (put out by)");
        assertThat(bob.reads()).last().isEqualTo("* ann ended your connection (bad manner)");
        assertThat(bob.user.memberships()).isEmpty();
    }

    @Test
    void whoRunsTheServerBansAddresses() {
        assertThat(ann.asks("/banip 10.1.2.3")).containsExactly("* only those who run the server may do that");
        assertThat(ann.asks("/unbanip")).containsExactly("* only those who run the server may do that");
        ann.user.set(UserMode.SERVER_OPERATOR, true);
        assertThat(ann.asks("/unbanip")).containsExactly("* no address is banned");

        assertThat(ann.asks("/banip 10.1.0.0/16"))
                .containsExactly("* nobody comes in from 10.1.0.0/16 any more; /unbanip ends that");
        assertThat(ann.asks("/banip 10.2.0.0/16"))
                .containsExactly("* no more addresses can be banned; end other bans with /unbanip first");
        assertThat(ann.asks("/unbanip")).containsExactly("* banned: 10.1.0.0/16");
        assertThat(ann.asks("/unbanip 10.1.0.0/16"))
                .containsExactly("* 10.1.0.0/16 is not banned any more");
        assertThat(ann.asks("/unbanip 10.1.0.0/16"))
                .containsExactly("* 10.1.0.0/16 is not banned; /unbanip lists the bans");
        assertThat(ann.asks("/banip the\u001b[5mcat"))
                .containsExactly("* thecat is no address or network, such as 10.1.2.3 or 10.1.0.0/16");
    }

    @Test
    void whoRunsTheServerIsReadByEverybody() {
        ann.does("/join cats");
        assertThat(bob.asks("/announce hello")).containsExactly("* only those who run the server may do that");
        bob.user.set(UserMode.SERVER_OPERATOR, true);
        assertThat(ann.reads()).isNotEmpty();

        bob.does("/announce restart at \u001b[5mnoon");

        assertThat(ann.reads()).containsExactly("* to everyone, from bob: restart at noon");
        assertThat(bob.reads()).containsExactly("* to everyone, from bob: restart at noon");
    }

    @Test
    void whoRunsTheServerRunsEveryRoom() {
        bob.does("/join cats");
        ann.user.set(UserMode.SERVER_OPERATOR, true);
        bob.does("/mode key sesame");
        ann.does("/join cats");
        assertThat(ann.asks("/kick bob")).containsExactly("* you put bob out of cats");
        assertThat(List.copyOf(bob.user.memberships())).hasSize(1);
    }
}
