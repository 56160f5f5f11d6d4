package dev.chatroom.server.web.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.Loss.Place.Reason;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.web.ProtocolSchema;
import dev.chatroom.server.web.json.EventJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the schema of chat.v1.json knows all that there is, and nothing else. */
class ProtocolSchemaTest {
    private static final Author ANN = new Author(1, new Nickname("ann", "ann"));
    private static final Author BOB = new Author(2, new Nickname("bob", "bob"));
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final EventHeader STAMP =
            new EventHeader(1L << 60, new RoomName("tea", "tea"), 1, AT, ANN);
    private static final Audience ALL = Audience.EVERYBODY;

    /** One of each type at least. */
    static List<ChatEvent> events() {
        Text text = Text.of("hello");
        MessageTags tags = MessageTags.of(Map.of("+typing", "active"));
        return List.of(
                new ChatEvent.Said(STAMP, text, MessageTags.NONE, ALL),
                new ChatEvent.Said(STAMP, text, MessageTags.of(Map.of(MessageTags.BOT, "")), ALL),
                new ChatEvent.Emoted(STAMP, "waves"), new ChatEvent.Noticed(STAMP, text, MessageTags.NONE, ALL),
                new ChatEvent.Tagged(STAMP, tags, ALL), new ChatEvent.Joined(STAMP, false),
                new ChatEvent.Joined(STAMP, false, Optional.empty(), Set.of(Rank.values())),
                new ChatEvent.Left(STAMP, "", 1, false, Leaving.ROOM), new ChatEvent.Kicked(STAMP, BOB, "loud"),
                modes(), new ChatEvent.Redacted(STAMP, 1L << 59, BOB, "", ALL),
                new ChatEvent.Invited(STAMP, BOB, ALL, true, List.of()),
                new ChatEvent.Renamed(STAMP, BOB.nickname(), Profile.NONE, 1),
                new ChatEvent.AwayChanged(STAMP, Optional.of("lunch"), 1),
                new ChatEvent.AwayChanged(STAMP, Optional.empty(), 1),
                new ChatEvent.ProfileChanged(STAMP, Profile.NONE, 1), new ChatEvent.TopicChanged(STAMP, "leaves"),
                new ChatEvent.CrowdChanged(STAMP, 1, 2, 3),
                new ChatEvent.DirectMessage(1, AT, ANN, BOB, OutgoingMessage.Kind.EMOTED, text, MessageTags.NONE),
                new ChatEvent.DirectMessage(1, AT, ANN, BOB, OutgoingMessage.Kind.TAGGED, Text.of(""), tags),
                new ChatEvent.Invitation(1, AT, ANN, STAMP.room()),
                new ChatEvent.ContactChanged(1, AT, ANN, ChatEvent.ContactChanged.Change.CAME, ""),
                new ChatEvent.Announced(1, AT, ANN, "news"),
                new ChatEvent.AnnouncedHere(1, AT, ANN, "news"), new ChatEvent.Expelled(1, AT, ANN, "spam"),
                new ChatEvent.Displaced(1, AT, ANN, new Loss.Name(BOB.nickname())),
                lost(Reason.BANNED), lost(Reason.INVITE_ONLY), lost(Reason.KEY), lost(Reason.FULL),
                lost(Reason.ENDED));
    }

    private static ChatEvent lost(Reason reason) {
        return new ChatEvent.Displaced(1, AT, ANN, new Loss.Place(STAMP.room(), reason));
    }

    private static ChatEvent modes() {
        Stream<ModeChange> flags = Arrays.stream(RoomFlag.values()).map(flag -> new ModeChange.FlagChange(flag, true));
        Stream<ModeChange> masks = Arrays.stream(MaskKind.values())
                .map(kind -> new ModeChange.MaskChange(kind, "*!*@*", true, List.of("bob", "rob")));
        Stream<ModeChange> ranks =
                Arrays.stream(Rank.values()).map(rank -> new ModeChange.RankChange(rank, BOB, false));
        Stream<ModeChange> others = Stream.of(new ModeChange.KeyChange("key"), new ModeChange.LimitChange(7),
                new ModeChange.LimitChange(0));
        return new ChatEvent.ModesChanged(
                STAMP, Stream.of(flags, masks, ranks, others).flatMap(changes -> changes).toList());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(ProtocolSchemaTest::leaves)
                : Stream.of(type);
    }

    @Test
    void itIsASchema() {
        assertThat(ProtocolSchema.faultsOfItself()).isEmpty();
    }

    @Test
    void itDefinesAllRequests() {
        assertThat(ProtocolSchema.requests())
                .isEqualTo(Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.toSet()));
    }

    @Test
    void itDefinesAllMessages() {
        assertThat(events().stream().map(ChatEvent::getClass).collect(Collectors.toSet()))
                .isEqualTo(leaves(ChatEvent.class).collect(Collectors.toSet()));
        assertThat(ProtocolSchema.messages())
                .isEqualTo(Stream.concat(
                        Arrays.stream(MessageType.values()).map(MessageType::word),
                        events().stream().map(EventJson::type)).collect(Collectors.toSet()));
    }

    /** The code of a refusal is its name in words. */
    @Test
    void itListsAllCodesOfRefusals() {
        Stream<String> codes = leaves(Refusal.class)
                .map(type -> type.equals(Refusal.RoomUnreadable.class) ? "Unreadable" : type.getSimpleName())
                .map(name -> name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT));

        assertThat(ProtocolSchema.codes())
                .isEqualTo(Stream.concat(
                        codes,
                        Stream.of(
                                RefusalCode.MALFORMED, RefusalCode.INSIDE, RefusalCode.NO_HISTORY, "unknown",
                                "password",
                                "words", "day"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsAsItSays(ChatEvent event) {
        assertThat(ProtocolSchema.faultsOfMessage(new String(EventJson.of(event), UTF_8))).isEmpty();
        assertThat(ProtocolSchema.faultsOfMessage(Messages.event("7", event))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'type':'done','colour':'red'}", "{'type':'sung','ref':'7'}", "{'ref':'7'}", "{'type':'done','ref':7}",
        "{'type':'refused','code':'odd','text':'no'}", "{'type':'refused','code':'banned'}",
        "{'type':'modes','id':'7','at':'2026-01-02T03:04:05Z','by':{'id':'1','name':'a'},'room':'tea',"
                + "'changes':[{'mode':'limit','limit':7}]}",
        "{'type':'topic','id':7,'at':'2026-01-02T03:04:05Z','by':{'id':'1','name':'a'},'room':'tea','text':''}",
        "{'type':'topic','id':'7','at':'today','by':{'id':'1','name':'a'},'room':'tea','text':''}",
        "{'type':'topic','id':'7','at':'2026-01-02T03:04:05Z','by':{'id':'1','name':'a','x':1},'room':'t','text':''}"
    })
    void whatIsNoMessageIsRefused(String message) {
        assertThat(ProtocolSchema.faultsOfMessage(message.replace('\'', '"'))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'do':'sing'}", "{'do':'ping','loud':true}", "{'ref':'7'}", "{'do':'say','text':'in no room'}",
        "{'do':'history','room':'tea','before':7}", "{'do':'history','room':'tea','limit':101}"
    })
    void whatIsNoRequestIsRefused(String request) {
        assertThat(ProtocolSchema.faultsOfRequest(request.replace('\'', '"'))).isNotEmpty();
    }
}
