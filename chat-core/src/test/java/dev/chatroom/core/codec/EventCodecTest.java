package dev.chatroom.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every event has one form in bytes, and nothing else is the form of an event. */
class EventCodecTest {
    private static final List<Class<?>> TYPES = leaves(ChatEvent.class).toList();
    private static final int VERSION_AND_TYPE = 2;

    /** What an exception with its trace takes, and what is loaded for the first reading, in bytes. */
    private static final int MOST_OVERHEAD = 256 * 1024;

    @Property(tries = 2_000)
    void anEventComesBackAsItWas(@ForAll("types") Class<?> type, @ForAll long seed) throws Exception {
        ChatEvent event = RandomEvents.of(type, new Random(seed));
        byte[] form = EventCodec.encode(event);

        assertThat(EventCodec.decode(form)).isEqualTo(event).hasSameHashCodeAs(event);
        assertThat(EventCodec.encode(EventCodec.decode(form))).isEqualTo(form);
    }

    /** What is stored stays readable: if this fails, the form needs another version. */
    @Test
    void theFormStaysAsItIs() throws Exception {
        Author ann = new Author(7, new Nickname("Änn", "änn"), new Profile("a", "", "h"));
        EventHeader stamp = new EventHeader(-300, new RoomName("Tea", "tea"), 2, Instant.ofEpochSecond(1, 5), ann);
        ChatEvent event = new Said(stamp, "\ud800!");
        byte[] form = HexFormat.of().parseHex(
                "0101" + "d704" + "06546561" + "06746561" + "04" + "0205"
                        + "0e" + "08c3846e6e" + "08c3a46e6e" + "0261" + "00" + "0268"
                        + "09d8000021" + "00" + "0000");

        assertThat(EventCodec.encode(event)).isEqualTo(form);
        assertThat(EventCodec.decode(form)).isEqualTo(event);
    }

    @Property(tries = 500)
    void halfAnEventIsNone(@ForAll("types") Class<?> type, @ForAll long seed) {
        byte[] form = EventCodec.encode(RandomEvents.of(type, new Random(seed)));
        for (int length = 0; length < form.length; length++) {
            assertMalformed(Arrays.copyOf(form, length));
        }
        assertMalformed(Arrays.copyOf(form, form.length + 1));
    }

    /** Whatever is read has exactly the form from which it was read; everything else is refused, by the one exception. */
    @Property(tries = 5_000)
    void changedBytesAreAnotherEventOrNone(@ForAll("types") Class<?> type, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] form = EventCodec.encode(RandomEvents.of(type, random));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            form[random.nextInt(form.length)] = (byte) random.nextInt(256);
        }
        assertReadExactlyOrRefused(form);
    }

    @Property(tries = 5_000)
    void anyBytesAreAnEventOrNone(@ForAll byte[] bytes, @ForAll("types") Class<?> type) {
        byte[] form = Arrays.copyOf(bytes, bytes.length + VERSION_AND_TYPE);
        byte[] start = EventCodec.encode(RandomEvents.of(type, new Random(1)));
        System.arraycopy(start, 0, form, 0, VERSION_AND_TYPE);
        assertReadExactlyOrRefused(form);
        assertReadExactlyOrRefused(bytes);
    }

    @Test
    void aFormThatClaimsMoreThanItHasIsRefused() {
        byte[] start = EventCodec.encode(new ChatEvent.ModesChanged(
                new EventHeader(1, new RoomName("a", "a"), 1, Instant.EPOCH, Author.ROOM), List.of()));
        byte[] huge = Arrays.copyOf(start, start.length + 8);
        Arrays.fill(huge, start.length - 1, huge.length - 1, (byte) 0xFF);
        huge[huge.length - 1] = 0x7F;
        assertMalformed(huge);
        huge[huge.length - 5] = 0x07;
        assertMalformed(huge);
    }

    /** A short form that claims to be long, and any other, takes no more than so many bytes for each of its own. */
    @Property(tries = 2_000)
    void readingTakesMemoryInTheOrderOfTheForm(@ForAll("types") Class<?> type, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] form = EventCodec.encode(RandomEvents.of(type, random));
        int claim = random.nextInt(VERSION_AND_TYPE, form.length - 4);
        Arrays.fill(form, claim, claim + 3, (byte) 0xFE);
        form[claim + 3] = 7;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean unused = isRead(form);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_OVERHEAD + 100L * form.length);
    }

    @Test
    void numbersNeverChange() {
        assertThat(FormNumbers.RANKS.all()).containsExactly(Rank.VOICE, Rank.OPERATOR);
        assertThat(FormNumbers.KINDS.all()).extracting(Enum::name)
                .containsExactly("SAID", "EMOTED", "NOTICED", "TAGGED");
        assertThat(FormNumbers.LEAVINGS.all()).extracting(Enum::name).containsExactly("ROOM", "CHAT", "TAKEN_OUT");
        assertThat(FormNumbers.CONTACT_CHANGES.all()).extracting(Enum::name)
                .containsExactly("CAME", "WENT", "AWAY", "BACK", "REAL_NAME", "HOST");
        assertThat(FormNumbers.FLAGS.all()).extracting(Enum::name)
                .containsExactly("INVITE_ONLY", "MODERATED", "MEMBERS_ONLY", "SECRET", "TOPIC_LOCKED");
        assertThat(FormNumbers.MASK_KINDS.all()).extracting(Enum::name)
                .containsExactly("BAN", "BAN_EXCEPTION", "MUTE", "MUTE_EXCEPTION", "INVITE_EXCEPTION");
        List<String> types = TYPES.stream()
                .sorted(Comparator.comparingInt(type -> EventCodec.encode(RandomEvents.of(type, new Random(1)))[1]))
                .map(Class::getSimpleName).toList();
        assertThat(types).containsExactly(
                "Said", "Emoted", "Noticed", "Tagged", "Joined", "Left", "Kicked", "ModesChanged", "Redacted",
                "Invited", "Renamed", "AwayChanged", "ProfileChanged", "TopicChanged", "CrowdChanged", "DirectMessage",
                "Invitation", "ContactChanged", "Announced", "Expelled", "Displaced", "AnnouncedHere");
        assertThat(FormNumbers.LOSS_REASONS.all()).extracting(Enum::name)
                .containsExactly("BANNED", "INVITE_ONLY", "KEY", "FULL", "ENDED");
    }

    @Test
    void everyConstantHasANumber() {
        assertThat(FormNumbers.RANKS.all()).containsExactlyInAnyOrder(Rank.values());
        assertThat(FormNumbers.KINDS.all()).containsExactlyInAnyOrder(OutgoingMessage.Kind.values());
        assertThat(FormNumbers.LEAVINGS.all()).containsExactlyInAnyOrder(Leaving.values());
        assertThat(FormNumbers.CONTACT_CHANGES.all())
                .containsExactlyInAnyOrder(ChatEvent.ContactChanged.Change.values());
        assertThat(FormNumbers.FLAGS.all()).containsExactlyInAnyOrder(RoomFlag.values());
        assertThat(FormNumbers.MASK_KINDS.all()).containsExactlyInAnyOrder(MaskKind.values());
        assertThat(FormNumbers.LOSS_REASONS.all()).containsExactlyInAnyOrder(Loss.Place.Reason.values());
    }

    @Provide
    Arbitrary<Class<?>> types() {
        return Arbitraries.of(TYPES);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventCodecTest::leaves)
                : Stream.of(type);
    }

    private static void assertMalformed(byte[] form) {
        assertThatThrownBy(() -> EventCodec.decode(form))
                .as("%s", HexFormat.of().formatHex(form))
                .isInstanceOf(MalformedEventException.class);
    }

    private static boolean isRead(byte[] form) {
        try {
            return EventCodec.decode(form).id() != 0;
        } catch (MalformedEventException refused) {
            return false;
        }
    }

    private static void assertReadExactlyOrRefused(byte[] form) {
        try {
            assertThat(EventCodec.encode(EventCodec.decode(form))).isEqualTo(form);
        } catch (MalformedEventException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }
}
