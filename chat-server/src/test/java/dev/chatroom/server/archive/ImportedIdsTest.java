package dev.chatroom.server.archive;

import static dev.chatroom.server.archive.SampleHistory.TEA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.Text;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is imported leaves numbers for what comes after it. */
class ImportedIdsTest {
    private static final long GREATEST = 1L << 62;

    @TempDir
    Path directory;

    private static RoomEvent said(long id, long sequence, long user) {
        return new Said(
                new EventHeader(id, TEA, sequence, Instant.EPOCH,
                        new Author(user, new Nickname("ann", "ann"), Profile.NONE)),
                Text.of("hello"), MessageTags.NONE, Audience.EVERYBODY);
    }

    private long read(long position, RoomEvent event) throws ArchiveException {
        RoomSnapshot room = new RoomSnapshot(TEA, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, position);
        String export = String.join("\n",
                JsonLine.HEAD, JsonLine.of(room), JsonLine.of(event), JsonLine.end(1), "");
        return Import.read(directory.resolve("chat"), new ByteArrayInputStream(export.getBytes(UTF_8)), bytes -> {
        });
    }

    private void expectRefusal(long position, RoomEvent event, String message) {
        assertThatThrownBy(() -> read(position, event)).isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(message + " is greater than 4611686018427387904");
    }

    @Test
    void numbersThatLeaveNoneForLaterOnesAreRefused() {
        expectRefusal(0, said(GREATEST + 1, 1, 1), "line 3: its id");
        expectRefusal(0, said(Long.MAX_VALUE, 1, 1), "line 3: its id");
        expectRefusal(0, said(1, Long.MAX_VALUE, 1), "line 3: its sequence");
        expectRefusal(0, said(1, 1, Long.MAX_VALUE), "line 3: the id of its author");
        expectRefusal(Long.MAX_VALUE, said(1, 1, 1), "line 2: the position of the room");
    }

    @Test
    void numbersUpToThatAreTaken() throws ArchiveException {
        assertThat(read(GREATEST, said(GREATEST, GREATEST, GREATEST))).isEqualTo(1);
    }
}
