package dev.chatroom.server.plain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.plain.text.ModeWords.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    static List<Notice> notices() {
        Duration minutes = Duration.ofMinutes(5);
        return List.of(
                new Notice.IdleWarning(minutes), new Notice.IdleEnd(minutes), new Notice.TooSlow(17),
                new Notice.AsksTooMuch(true), new Notice.AsksTooMuch(false), new Notice.Flooding(minutes),
                new Notice.ShuttingDown(), new Notice.HereIAm(), new Notice.SaySomething(),
                new Notice.StillWaiting(),
                new Notice.ServerFull(10_000), new Notice.AddressFull(64), new Notice.AddressBanned(),
                new Notice.CutOff(), new Notice.OthersReached(true), new Notice.OthersReached(false),
                new Notice.AreYouThere(), new Notice.NoAnswer(minutes), new Notice.NoIntroduction(minutes),
                new Notice.HungUp(), new Notice.ForeignProtocol("HTTP"), new Notice.TlsOnly(), new Notice.CutShort(),
                new Notice.HistoryKept(true, false), new Notice.HistoryKept(true, true),
                new Notice.HistoryKept(false, false), new Notice.HistoryKept(false, true));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void aNoticeIsASentenceInTheServersVoice(Notice notice) {
        assertThat(PlainText.notice(notice)).matches("\\* \\S.{5,}[^.]").hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void noNoticeIsForgottenHere() {
        assertThat(notices().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(Arrays.asList(Notice.class.getPermittedSubclasses())));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.2S, 1 second", "PT1S, 1 second", "PT30S, 30 seconds", "PT60S, 60 seconds", "PT90S, 90 seconds",
        "PT2M, 2 minutes", "PT150S, 150 seconds", "PT1H, 60 minutes"
    })
    void aTimeIsSaidInSecondsOrWholeMinutes(Duration time, String words) {
        assertThat(PlainText.notice(new Notice.IdleEnd(time)))
                .isEqualTo("* you were silent for " + words + "; goodbye");
    }

    @Test
    void numbersAreReadable() {
        assertThat(PlainText.crowdChanged(37, 12, 1_204)).isEqualTo("* 37 joined, 12 left; 1,204 here");
        assertThat(PlainText.missed(1, "cats")).startsWith("* you missed 1 line in cats");
        assertThat(PlainText.missed(12_345, "cats")).startsWith("* you missed 12,345 lines in cats");
    }

    @Test
    void textByPeopleIsMadeHarmless() {
        assertThat(PlainText.left("bob", "a\u001b[1mb")).isEqualTo("* bob left (ab)");
        assertThat(PlainText.told(new ChatEvent.DirectMessage(
                1, Instant.EPOCH, new Author(1, new Nickname("bob", "bob")), Author.ROOM, OutgoingMessage.Kind.SAID,
                Text.of("a\u0007b"),
                MessageTags.NONE))).isEqualTo("bob (private): ab");
        assertThat(PlainText.topicChanged("bob", "a\u202eb", Place.HERE)).isEqualTo("* bob changed the topic to: ab");
    }
}
