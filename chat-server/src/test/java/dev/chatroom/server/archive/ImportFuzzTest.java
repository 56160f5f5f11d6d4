package dev.chatroom.server.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.server.archive.Export.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever is imported is exported again byte for byte, or a line of it is refused and nothing is kept. */
class ImportFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void keepsAnExportAsItIsOrNothing(FuzzedDataProvider data) throws Exception {
        Path directory = Files.createTempDirectory("import");
        try {
            byte[] export = data.consumeBoolean() ? changed(data) : made(data).getBytes(UTF_8);
            take(directory.resolve("chat"), export);
        } finally {
            delete(directory);
        }
    }

    /** An export of all types of events, with some bytes changed. */
    private static byte[] changed(FuzzedDataProvider data) {
        List<String> lines = new ArrayList<>(List.of(
                JsonLine.HEAD, JsonLine.of(SampleHistory.plain(SampleHistory.MILK)),
                JsonLine.of(SampleHistory.plain(SampleHistory.TEA)))); // In the order of their keys.
        SampleHistory.ofAllTypes().forEach(event -> lines.add(JsonLine.of(event)));
        lines.add(JsonLine.end(SampleHistory.ofAllTypes().size()));
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        for (int i = data.consumeInt(0, 3); i > 0; i--) {
            bytes[data.consumeInt(0, bytes.length - 1)] = data.consumeByte();
        }
        return bytes;
    }

    /** An export of events whose forms are given, in the right shape. */
    private static String made(FuzzedDataProvider data) {
        List<String> lines =
                new ArrayList<>(List.of(JsonLine.HEAD, JsonLine.of(SampleHistory.plain(SampleHistory.TEA))));
        while (data.remainingBytes() > 0 && lines.size() < 10) {
            byte[] form = data.consumeBytes(200);
            try {
                if (EventCodec.decode(form) instanceof RoomEvent event) {
                    lines.add(JsonLine.of(event));
                }
            } catch (MalformedEventException none) {
                lines.add(new String(form, UTF_8));
            }
        }
        lines.add(JsonLine.end(lines.size() - 2));
        return String.join("\n", lines) + "\n";
    }

    private static void take(Path folder, byte[] export) throws ArchiveException {
        try {
            Import.read(folder, new ByteArrayInputStream(export), bytes -> {
            });
        } catch (ArchiveException refused) {
            assertThat(refused).hasMessageMatching("(?s)line [0-9,]+: .*; nothing has been imported");
            assertThat(folder).doesNotExist();
            return;
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        Export.write(folder, ExportFilter.ALL, Format.JSON, again, percent -> {
        });
        if (!takesBackItsOwn(again.toByteArray(), export)) {
            assertThat(again.toString(UTF_8)).isEqualTo(new String(export, UTF_8));
        }
        assertThat(Check.of(folder, percent -> {
        }).faults()).isEmpty();
    }

    /** What an event takes back is not kept, so such an export becomes shorter. */
    private static boolean takesBackItsOwn(byte[] kept, byte[] export) {
        return kept.length < export.length
                && new String(export, UTF_8).lines().anyMatch(line -> line.startsWith("{\"type\":\"redacted\""));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
