package dev.chatroom.server.archive;

import static dev.chatroom.server.archive.SampleHistory.ANN;
import static dev.chatroom.server.archive.SampleHistory.MILK;
import static dev.chatroom.server.archive.SampleHistory.TEA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.server.archive.Export.Format;
import dev.chatroom.server.store.SqliteHistory;
import dev.chatroom.server.store.tables.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported is all that is kept, and can be imported again. */
class ExportImportTest {
    @TempDir
    Path directory;

    private Path folder() {
        return directory.resolve("chat");
    }

    private Path other() {
        return directory.resolve("other");
    }

    private static String export(Path folder, ExportFilter filter, Format format) throws ArchiveException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.write(folder, filter, format, out, percent -> {
        });
        return out.toString(UTF_8);
    }

    private static String json(Path folder) throws ArchiveException {
        return export(folder, ExportFilter.ALL, Format.JSON);
    }

    private static long read(Path folder, String export) throws ArchiveException {
        return Import.read(folder, new ByteArrayInputStream(export.getBytes(UTF_8)), bytes -> {
        });
    }

    @Test
    void whatWasImportedIsExportedByteForByte() throws Exception {
        SampleHistory.writeAll(folder());
        String export = json(folder());

        assertThat(read(other(), export)).isEqualTo(SampleHistory.ofAllTypes().size());

        assertThat(json(other())).isEqualTo(export);
        assertThat(Check.of(other(), percent -> {
        }).faults()).isEmpty();
    }

    @Test
    void roomsAreTheSameAfterAnImport() throws Exception {
        SampleHistory.writeAll(folder());
        read(other(), json(folder()));

        assertThat(restored(other())).isPresent().isEqualTo(restored(folder()));
    }

    private static Optional<StoredRoom> restored(Path folder) {
        try (SqliteHistory history =
                SqliteHistory.open(folder, false, SampleHistory.BOUNDS, Clock.systemUTC(), keeping -> {
                })) {
            return history.restore(TEA, 10);
        }
    }

    @Test
    void eachLineIsJsonWithNothingThatATerminalActsOn() throws Exception {
        SampleHistory.writeAll(folder());

        List<String> lines = json(folder()).lines().toList();

        assertThat(lines).hasSize(1 + 2 + SampleHistory.ofAllTypes().size() + 1)
                .allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"").endsWith("}")
                        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]"));
        assertThat(lines.getFirst()).isEqualTo("{\"type\":\"history\",\"version\":1}");
        assertThat(lines.get(4)).startsWith("{\"type\":\"said\",\"id\":\"2\",\"at\":\"2023-11-14T22:13:22.000000005Z\","
                + "\"room\":\"Tea\",\"author\":\"Ann\",\"text\":\"green, \\\"black\\\" \\\\ or Zoë's 緑茶 🍵\",\"form\":\"");
        assertThat(lines.get(5)).contains("\\u001b[2J \\u202eevil\\u0000 \\ud800 end");
        assertThat(lines.getLast()).isEqualTo("{\"type\":\"end\",\"events\":17}");
    }

    @Test
    void textIsForPeople() throws Exception {
        SampleHistory.writeAll(folder());

        assertThat(export(folder(), ExportFilter.ALL, Format.TEXT).lines())
                .contains(
                        "2023-11-14 22:13:21 #Tea -- Ann joined",
                        "2023-11-14 22:13:22 #Tea <Ann> green, \"black\" \\ or Zoë's 緑茶 🍵",
                        "2023-11-14 22:13:23 #Tea <bob> \uFFFD[2J \uFFFDevil\uFFFD \uFFFD end",
                        "2023-11-14 22:13:24 #Tea * bob pours",
                        "2023-11-14 22:13:27 #Tea -- bob set the topic: leaves",
                        "2023-11-14 22:13:28 #Tea -- bob is now rob",
                        "2023-11-14 22:13:31 #Tea -- Ann took back something of bob (rude)",
                        "2023-11-14 22:13:35 #Tea -- Ann put bob out (loud)",
                        "2023-11-14 22:13:36 #Tea -- Ann left (tired)",
                        "2023-11-14 22:13:37 #milk <Ann> cold")
                .doesNotContain("history");
    }

    @Test
    void aRoomAndATimeCanBeChosen() throws Exception {
        SampleHistory.writeAll(folder());
        Instant fourth = SampleHistory.header(TEA, 4, ANN).at();

        assertThat(ids(new ExportFilter(Optional.of("milk"), Optional.empty(), Optional.empty()))).containsExactly(17L);
        assertThat(ids(new ExportFilter(Optional.empty(), Optional.of(fourth), Optional.empty())))
                .containsExactlyElementsOf(LongStream.rangeClosed(4, 17).boxed().toList());
        assertThat(ids(new ExportFilter(Optional.empty(), Optional.empty(), Optional.of(fourth))))
                .containsExactly(1L, 2L, 3L);
        assertThat(ids(new ExportFilter(
                Optional.of("tea"), Optional.of(fourth), Optional.of(fourth.plusSeconds(2))))).containsExactly(4L, 5L);
        assertThatThrownBy(() -> ids(new ExportFilter(Optional.of("nowhere"), Optional.empty(), Optional.empty())))
                .isInstanceOf(ArchiveException.class).hasMessage("there is no room of that name in " + folder());
    }

    @Test
    void anEventOfAnotherRoomThatCameABitEarlierHidesNone() throws Exception {
        Instant noon = Instant.ofEpochSecond(1_700_000_000);
        SampleHistory.write(folder(), List.of(SampleHistory.plain(TEA), SampleHistory.plain(MILK)), List.of(
                SampleHistory.saidAt(TEA, 100, noon), SampleHistory.saidAt(MILK, 101, noon.minusMillis(1))));

        assertThat(ids(new ExportFilter(Optional.empty(), Optional.of(noon), Optional.empty()))).containsExactly(100L);
        assertThat(ids(new ExportFilter(Optional.empty(), Optional.empty(), Optional.of(noon)))).containsExactly(101L);
    }

    private List<Long> ids(ExportFilter filter) throws ArchiveException {
        return export(folder(), filter, Format.JSON).lines()
                .filter(line -> line.contains("\"id\":"))
                .map(line -> Long.parseLong(line.replaceFirst(".*\"id\":\"(\\d+)\".*", "$1")))
                .toList();
    }

    @Test
    void aPartCanBeImported() throws Exception {
        SampleHistory.writeAll(folder());
        String part = export(
                folder(), new ExportFilter(Optional.of("milk"), Optional.empty(), Optional.empty()), Format.JSON);

        assertThat(read(other(), part)).isEqualTo(1);
        assertThat(json(other())).isEqualTo(part);
    }

    @Test
    void manyEventsComeInPages() throws Exception {
        List<RoomEvent> events = LongStream.rangeClosed(1, 2_500)
                .mapToObj(id -> SampleHistory.said(TEA, id, ANN, "cup " + id))
                .toList();
        SampleHistory.write(folder(), List.of(SampleHistory.plain(TEA)), events);

        assertThat(ids(ExportFilter.ALL)).isEqualTo(LongStream.rangeClosed(1, 2_500).boxed().toList());
    }

    @Test
    void anEmptyHistoryIsExportedAndImported() throws Exception {
        SampleHistory.write(folder(), List.of(), List.of());

        assertThat(read(other(), json(folder()))).isZero();
        assertThat(json(other())).isEqualTo(json(folder())).hasLineCount(2);
    }

    private String changed(int number, String from, String to) throws Exception {
        List<String> lines = new ArrayList<>(json(folder()).lines().toList());
        assertThat(lines.get(number - 1)).contains(from);
        lines.set(number - 1, lines.get(number - 1).replace(from, to));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void expectRefusal(String export, String message) {
        assertThatThrownBy(() -> read(other(), export))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith("; nothing has been imported");
        assertThat(other()).doesNotExist();
    }

    @Test
    void whatIsWrongIsSaidWithItsLineAndNothingIsKept() throws Exception {
        SampleHistory.writeAll(folder());
        expectRefusal(changed(5, "green", "oolong"),

                "line 5: what it says is not what its form says; import takes only lines as export wrote them");
        expectRefusal(changed(5, "\"form\":\"", "\"form\":\"AAAA"), "line 5: its form is none: another version than 1");
        expectRefusal(changed(5, "{\"type\":\"said\"", "hello"), "line 5: it is no line of an export");
        expectRefusal(changed(1, "version\":1", "version\":2"),
                "line 1: this is no export of a history that this version knows");
        expectRefusal(changed(3, "\"type\":\"room\"", "\"type\":\"doom\""),
                "line 3: its form is none: ");
    }

    @Test
    void linesInAnotherOrderAreRefused() throws Exception {
        SampleHistory.writeAll(folder());
        List<String> lines = json(folder()).lines().toList();
        expectRefusal(lines(lines, 1, 2, 3, 5, 5), "line 5: its id does not follow the one before");
        expectRefusal(lines(lines, 1, 2, 5), "line 3: it is of a room that has not been there");
        expectRefusal(lines(lines, 1, 2, 2), "line 3: the room has been there before");
        expectRefusal(lines(lines, 1, 3, 5, 2), "line 4: a room comes after events");
        expectRefusal(lines(lines, 1, 2, 3, 4, 5), "line 6: the end is missing");
        expectRefusal(lines(lines, 1, 2, 3, 4, 21), "line 5: it is no line of an export");
        expectRefusal(json(folder()) + "{}\n", "line 22: something follows the end");
        expectRefusal("", "line 1: the end is missing");
    }

    private static String lines(List<String> all, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> all.get(number - 1) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void aFileThatBreaksOffIsRefused() throws Exception {
        SampleHistory.writeAll(folder());
        String export = json(folder());
        expectRefusal(export.substring(0, export.length() - 1), "line 21: it breaks off");
        String half = export.substring(0, export.length() / 2);
        expectRefusal(half, "line " + half.lines().count() + ": it breaks off");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> Import.read(other(), new ByteArrayInputStream(new byte[] {'{', -1, '\n'}), bytes -> {
        })).hasMessageStartingWith("line 1: it is not in UTF-8");
    }

    @Test
    void aFolderThatHasAHistoryIsRefusedAndStaysAsItIs() throws Exception {
        SampleHistory.writeAll(folder());
        String export = json(folder());

        assertThatThrownBy(() -> read(folder(), export)).hasMessageContaining("there is a history in");

        assertThat(json(folder())).isEqualTo(export);
    }

    @Test
    void aFolderThatWasThereStays() throws Exception {
        Files.createDirectories(other());
        Files.writeString(other().resolve("notes"), "mine");

        assertThatThrownBy(() -> read(other(), "?\n")).hasMessageStartingWith("line 1: ");

        assertThat(other().resolve("notes")).hasContent("mine");
        assertThat(DataFolder.database(other())).doesNotExist();
        try (Stream<Path> files = Files.list(other())) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("notes", "lock");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFolderThatAServerHasIsImportedIntoByNobody(boolean running) throws Exception {
        SampleHistory.writeAll(folder());
        String export = json(folder());
        if (running) {
            try (SqliteHistory server =
                    SqliteHistory.open(other(), false, SampleHistory.BOUNDS, Clock.systemUTC(), keeping -> {
                    })) {
                assertThat(server.lastEvent()).isZero();
                assertThatThrownBy(() -> read(other(), export)).hasMessageStartingWith("stop the server first: ");
            }
        } else {
            assertThat(read(other(), export)).isEqualTo(17);
        }
    }

    @Test
    void aFolderWithoutHistoryIsSaid() {
        assertThatThrownBy(() -> json(other())).hasMessage("there is no history in " + other());
        assertThat(other()).doesNotExist();
    }
}
