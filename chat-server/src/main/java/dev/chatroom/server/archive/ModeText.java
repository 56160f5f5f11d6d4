package dev.chatroom.server.archive;

import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import java.util.Locale;

/** What an operator has changed, behind the operator's name. A key is not told: others may read an export. */
final class ModeText {
    private ModeText() {}

    static String of(ModeChange change) {
        return switch (change) {
            case FlagChange flag ->
                "set " + flag.flag().name().toLowerCase(Locale.ROOT).replace('_', '-') + (flag.on() ? " on" : " off");
            case KeyChange(String key) -> key.isEmpty() ? "took the key away" : "set a key";
            case LimitChange(int limit) -> limit == 0 ? "took the limit away" : "set the limit to " + limit;
            case MaskChange masking -> of(masking);
            case RankChange ranking -> of(ranking);
        };
    }

    private static String of(MaskChange change) {
        String mask = change.mask();
        return switch (change.kind()) {
            case BAN -> (change.on() ? "banned " : "unbanned ") + mask;
            case MUTE -> (change.on() ? "muted " : "unmuted ") + mask;
            case BAN_EXCEPTION -> (change.on() ? "excepted " : "no longer excepted ") + mask + " from bans";
            case MUTE_EXCEPTION -> (change.on() ? "excepted " : "no longer excepted ") + mask + " from mutes";
            case INVITE_EXCEPTION -> (change.on() ? "invited " : "no longer invited ") + mask + " for good";
        };
    }

    private static String of(RankChange change) {
        String name = change.nickname().text();
        return switch (change.rank()) {
            case OPERATOR ->
                change.on() ? "made " + name + " an operator" : "took the operator rights of " + name + " away";
            case VOICE -> change.on() ? "gave " + name + " a voice" : "took the voice of " + name + " away";
        };
    }
}
