package dev.chatroom.server.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.chatroom.core.text.TagValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrcMessageTest {
    @ParameterizedTest
    @MethodSource
    void commandAndParameters(String line, List<String> words) {
        assertThat(IrcMessage.parse(line)).isEqualTo(message(Map.of(), words));
    }

    static Stream<Arguments> commandAndParameters() {
        return Stream.of(
                vector("PING", "PING"),
                vector("PING ", "PING"),
                vector("PING    ", "PING"),
                vector("   PING", "PING"),
                vector("001 bob", "001", "bob"),
                vector("NICK bob", "NICK", "bob"),
                vector("NICK   bob", "NICK", "bob"),
                vector("NICK :bob", "NICK", "bob"),
                vector("NICK bob ", "NICK", "bob"),
                vector("NICK :bob ", "NICK", "bob "),
                vector("USER bob 0 * :Bob  of Wales ", "USER", "bob", "0", "*", "Bob  of Wales "),
                vector("PRIVMSG #a :", "PRIVMSG", "#a", ""),
                vector("PRIVMSG #a  : ", "PRIVMSG", "#a", " "),
                vector("PRIVMSG #a ::-)", "PRIVMSG", "#a", ":-)"),
                vector("PRIVMSG #a : :b", "PRIVMSG", "#a", " :b"),
                vector("PRIVMSG #a b:c :d", "PRIVMSG", "#a", "b:c", "d"),
                vector("PRIVMSG #a @b", "PRIVMSG", "#a", "@b"),
                vector("MODE #a +k :b c", "MODE", "#a", "+k", "b c"),
                vector("PRIVMSG #a :Grüße \u0001ACTION😀\u0001", "PRIVMSG", "#a", "Grüße \u0001ACTION😀\u0001"),
                vector("PRIVMSG\t#a b\t", "PRIVMSG\t#A", "b\t"),
                vector(":bob NICK rob", "NICK", "rob"),
                vector(":bob!b@host   NICK   rob", "NICK", "rob"),
                vector(": NICK rob", "NICK", "rob"),
                vector(": :", ":"),
                vector("::@ NICK rob", "NICK", "rob"),
                vector(":a @b c", "@B", "c"),
                vector(":a :b c", ":B", "c"));
    }

    @ParameterizedTest
    @MethodSource
    void tags(String line, Map<String, String> tags) {
        assertThat(IrcMessage.parse(line)).isEqualTo(message(tags, List.of("TAGMSG", "#a")));
    }

    static Stream<Arguments> tags() {
        return Stream.of(
                Arguments.of("@a=b TAGMSG #a", Map.of("a", "b")),
                Arguments.of("  @a=b   TAGMSG #a", Map.of("a", "b")),
                Arguments.of("@a=b :bob TAGMSG #a", Map.of("a", "b")),
                Arguments.of("@a=b   :bob   TAGMSG #a", Map.of("a", "b")),
                Arguments.of("@a TAGMSG #a", Map.of("a", "")),
                Arguments.of("@a= TAGMSG #a", Map.of("a", "")),
                Arguments.of("@a=;b;c=d TAGMSG #a", Map.of("a", "", "b", "", "c", "d")),
                Arguments.of("@a;b=c=d TAGMSG #a", Map.of("a", "", "b", "c=d")),
                Arguments.of("@a=:b:@ TAGMSG #a", Map.of("a", ":b:@")),
                Arguments.of("@a=\\s\\:\\\\\\r\\n\\x\\ TAGMSG #a", Map.of("a", " ;\\\r\nx")),
                Arguments.of("@a\\s=\\s TAGMSG #a", Map.of("a\\s", " ")),
                Arguments.of("@+draft/reply=1;label=2 TAGMSG #a", Map.of("+draft/reply", "1", "label", "2")),
                Arguments.of("@+example.org/Grüße=😀;A=1;a=2 TAGMSG #a",
                        Map.of("+example.org/Grüße", "😀", "A", "1", "a", "2")),
                Arguments.of("@a=1;b=2;a=3 TAGMSG #a", Map.of("a", "3", "b", "2")),
                Arguments.of("@a=1;a TAGMSG #a", Map.of("a", "")),
                Arguments.of("@;;a;; TAGMSG #a", Map.of("a", "")),
                Arguments.of("@=b;=;a=1 TAGMSG #a", Map.of("a", "1")),
                Arguments.of("@ TAGMSG #a", Map.of()),
                Arguments.of("@@a=1 TAGMSG #a", Map.of("@a", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "    ", ":", ":bob", "  :bob  ", "@", "@ ", "@ :", "@ :bob "})
    void aLineWithoutACommandAsksForNothing(String line) {
        IrcMessage message = IrcMessage.parse(line);
        assertThat(message.parameters()).isEmpty();
        assertThat(message.command()).isEmpty();
    }

    @Test
    void tagsAloneAreNoCommand() {
        assertThat(IrcMessage.parse("@a=b")).isEqualTo(message(Map.of("a", "b"), List.of("")));
        assertThat(IrcMessage.parse("@a=b  ")).isEqualTo(message(Map.of("a", "b"), List.of("")));
    }

    @Test
    void tagsKeepTheirOrder() {
        Map<String, String> tags = IrcMessage.parse("@z=1;y=2;x=3;z=4;a PING").tags();
        assertThat(tags).containsExactly(entry("z", "4"), entry("y", "2"), entry("x", "3"), entry("a", ""));
    }

    /** Each would take a hundred bytes and more while the line waits for its turn. */
    @Test
    void ofAThousandTagsNotAllAreRead() {
        String tags =
                IntStream.range(0, 1_000).mapToObj(i -> "+" + i).collect(Collectors.joining(";", "@", ";+0=last"));

        assertThat(IrcMessage.parse(tags + " PING").tags()).hasSize(IrcMessage.MOST_TAGS).containsEntry("+0", "last");
    }

    @Test
    void aCommandOfLettersIsUpperCased() {
        assertThat(IrcMessage.parse("privMsg").command()).isEqualTo("PRIVMSG");
        assertThat(IrcMessage.parse("quit").command()).isEqualTo("QUIT");
        assertThat(IrcMessage.parse("joın").command()).isEqualTo("joın");
        assertThat(IrcMessage.parse("paſs").command()).isEqualTo("paſs");
    }

    @Test
    void commandsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(IrcMessage.parse("join").command()).isEqualTo("JOIN");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource
    void theFifteenthParameterIsTheRest(String end, String last) {
        String fourteen = "1 2 3 4 5 6 7 8 9 10 11 12 13 14";
        List<String> parameters = IrcMessage.parse("X " + fourteen + end).parameters();
        assertThat(parameters).hasSize(15).startsWith(fourteen.split(" ")).endsWith(last);
    }

    static Stream<Arguments> theFifteenthParameterIsTheRest() {
        return Stream.of(
                Arguments.of(" 15", "15"),
                Arguments.of(" 15  ", "15"),
                Arguments.of("   15 16", "15 16"),
                Arguments.of(" 15  16 :17 ", "15  16 :17"),
                Arguments.of(" 15\u3000\t ", "15\u3000\t"),
                Arguments.of(" :", ""),
                Arguments.of(" :15 16 ", "15 16 "),
                Arguments.of(" ::15", ":15"));
    }

    @Test
    void fourteenParametersAndSpacesAreFourteen() {
        assertThat(IrcMessage.parse("X" + " a".repeat(14) + "  ").parameters()).hasSize(14);
    }

    @Test
    void anAbsentParameterIsEmpty() {
        IrcMessage message = IrcMessage.parse("TOPIC #a :");
        assertThat(message.has(1)).isTrue();
        assertThat(message.has(2)).isFalse();
        assertThat(message.parameter(0)).isEqualTo("#a");
        assertThat(message.parameter(1)).isEmpty();
        assertThat(message.parameter(2)).isEmpty();
    }

    @Test
    void tagsAreMeasuredInBytesAsTheyAreWritten() {
        assertThat(IrcMessage.tagsBytes("PING @a=b")).isZero();
        assertThat(IrcMessage.tagsBytes("")).isZero();
        assertThat(IrcMessage.tagsBytes("@")).isZero();
        assertThat(IrcMessage.tagsBytes("@ PING")).isZero();
        assertThat(IrcMessage.tagsBytes("@a=b")).isEqualTo(3);
        assertThat(IrcMessage.tagsBytes("  @a=b;;\\s=  PING")).isEqualTo(8);
        assertThat(IrcMessage.tagsBytes("@a=ü你😀 PING")).isEqualTo(2 + 2 + 3 + 4);
        assertThat(IrcMessage.tagsBytes("@" + "a".repeat(4_094) + " PING")).isEqualTo(IrcMessage.MOST_TAGS_BYTES);
    }

    @Test
    void readsALineOfAMillionTagsOrSpacesAtOnce() {
        String tags = "@" + "a;".repeat(1_000_000) + " PING";
        String spaces = "X" + " a".repeat(15) + " ".repeat(2_000_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(IrcMessage.parse(tags).tags()).containsOnlyKeys("a");
            assertThat(IrcMessage.parse(spaces).parameter(14)).isEqualTo("a");
        });
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll("tagMaps") Map<String, String> tags,
            @ForAll("middles") @Size(max = 14) List<String> middles,
            @ForAll("trailings") String trailing) {
        String written = tags.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + TagValue.escape(tag.getValue()))
                .collect(Collectors.joining(";", "@", " "));
        String line = written + ":bob CMD " + String.join("  ", middles) + " :" + trailing;
        List<String> words = Stream.of(Stream.of("CMD"), middles.stream(), Stream.of(trailing))
                .flatMap(word -> word)
                .toList();
        assertThat(IrcMessage.parse(line)).isEqualTo(message(tags, words));
        assertThat(IrcMessage.tagsBytes(line)).isEqualTo(written.getBytes(UTF_8).length - 2);
    }

    @Provide
    Arbitrary<Map<String, String>> tagMaps() {
        Arbitrary<String> keys = Arbitraries.strings().withChars("+/-.abü:@\\").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> values = Arbitraries.strings().withChars("; \\\r\n:srn=@ü").ofMaxLength(8);
        return Arbitraries.maps(keys, values).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> middles() {
        return Arbitraries.strings().withChars("a#,:@ü\t").ofMinLength(1).ofMaxLength(5)
                .filter(word -> !word.startsWith(":")).list();
    }

    @Provide
    Arbitrary<String> trailings() {
        return Arbitraries.strings().withChars("a :@ü").ofMaxLength(8);
    }

    private static Arguments vector(String line, String... words) {
        return Arguments.of(line, Arrays.asList(words));
    }

    private static IrcMessage message(Map<String, String> tags, List<String> words) {
        return new IrcMessage(tags, words.get(0), words.subList(1, words.size()));
    }
}
