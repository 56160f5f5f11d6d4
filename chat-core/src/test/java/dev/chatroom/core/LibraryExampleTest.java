package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library without a server around it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibraryExampleTest {

    @TempDir
    private Path folder;

    @Test
    void theProgramInTheReadmePrintsWhatTheReadmeSays() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("../README.md"));
        String program = between(readme, "```java\n", "```");
        String output = between(readme.substring(readme.indexOf(program)), "It prints\n\n```\n", "```");

        assertThat(run(program)).matches(asPattern(output));
    }

    @Test
    void theProgramOnTheFrontPageOfTheJavadocIsThatOfTheReadme() throws IOException {
        String page = Files.readString(Path.of("src/main/java/dev/chatroom/core/package-info.java"))
                .replaceAll("(?m)^ \\* ?", "");
        String readme = Files.readString(Path.of("../README.md"));

        assertThat(between(page, "{@snippet lang=java :\n", "\n}\n\n")).isEqualTo(
                between(readme, "```java\n", "\n```"));
        assertThat(between(page, "{@snippet lang=text :\n", "\n}\n\n")).isEqualTo(
                between(readme, "It prints\n\n```\n", "\n```"));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        assertThat(from).as(begin).isGreaterThanOrEqualTo(begin.length());
        return text.substring(from, text.indexOf(end, from));
    }

    /** A line of dots stands for any number of lines. */
    private static Pattern asPattern(String output) {
        return Pattern.compile(Arrays.stream(output.split("…\n"))
                .map(Pattern::quote)
                .collect(Collectors.joining("(.*\n)*")));
    }

    /** Compiles it as somebody would who has nothing but the library, and runs it. */
    private String run(String program) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("TeaRoom.java"), program);
        String library = Path.of(URI.create(
                Chat.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
        int status = ToolProvider.getSystemJavaCompiler().run(
                null, null, null, "-cp", library, "-d", folder.toString(), source.toString());
        assertThat(status).as("it compiles").isZero();
        Process running = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", library + File.pathSeparator + folder, "TeaRoom").redirectErrorStream(true).start();
        try (InputStream printed = running.getInputStream()) {
            String all = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(running.waitFor()).as(all).isZero();
            return all.replace(System.lineSeparator(), "\n");
        }
    }

    @Test
    void aBroadcasterServesAlone() throws InterruptedException {
        List<String> screen = new ArrayList<>();

        // tag::broadcaster[]
        try (Broadcaster<String> news = new Broadcaster<>("news", 4, Thread::startVirtualThread);
                Subscription<String> reader = news.subscribe()) {
            List.of("one", "two", "three", "four", "five", "six").forEach(news::publish);
            for (int taken = 0; taken < 5; taken++) {
                screen.add(switch (reader.take()) {
                    case Delivery.Event<String>(long sequence, String text) -> sequence + " " + text;
                    case Delivery.Lagged<String>(String source, long missed) -> "missed " + missed + " of " + source;
                    case Delivery.Closed<String> closed -> "the end";
                });
            }
        }
        // end::broadcaster[]

        assertThat(screen).containsExactly("missed 2 of news", "3 three", "4 four", "5 five", "6 six");
    }
}
