package dev.chatroom.server.plain.syntax;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.access.Cloaks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A ban or a mute as it is put on a room's list for one person.
 *
 * @param mask whom it bans
 * @param reach how it finds the person
 */
public record Ban(String mask, Reach reach) {

    /** Masks are compared with everybody who comes in, so they are no longer than one needs. */
    public static final int LONGEST_MASK = 200;

    /** Numbers parted by dots, or hexadecimal ones by colons, with stars in them or the length of a network behind them. */
    private static final Pattern IP_ADDRESS =
            Pattern.compile("(?=.*[0-9])[0-9*?]+(\\.[0-9*?]+)+(/[0-9]+)?|[0-9a-fA-F*?]*:[0-9a-fA-F:.*?]*(/[0-9]+)?");

    /** With this the mask begins that finds all who come from an address. */
    private static final String BY_ADDRESS = "*!*@*.";

    /** With this the mask begins that finds one person by the whole host. */
    private static final String BY_HOST = "*!*@";

    /** How a ban finds somebody. */
    public enum Reach {
        /** Wherever the person comes from, under whatever name. */
        ADDRESS,
        /** Under whatever name, though not when they come again under another; others who are there have the same address. */
        PERSON_AMONG_OTHERS,
        /** By name, since others who are there have the same address. */
        NAME_AMONG_OTHERS,
        /** By name, since nothing else is known. */
        NAME
    }

    /**
     * For somebody who is or was in a room: by address, unless that would ban others who are there. Then by the whole host,
     * whose label is the person's: masks find users by the hosts of before too, so another name does not shake it off.
     */
    public static Ban of(Author person, RoomView room) {
        String host = person.profile().host();
        String address = Cloaks.addressPart(host);
        if (address.isEmpty()) {
            return new Ban(byName(person.nickname().text()), Reach.NAME);
        }
        List<String> neighbours = room.members().stream()
                .map(RoomView.Member::author)
                .filter(other -> other.userId() != person.userId())
                .map(other -> other.profile().host())
                .filter(other -> Cloaks.addressPart(other).equals(address))
                .toList();
        if (neighbours.isEmpty()) {
            return new Ban(BY_ADDRESS + address, Reach.ADDRESS);
        }
        return neighbours.contains(host)
                ? new Ban(byName(person.nickname().text()), Reach.NAME_AMONG_OTHERS)
                : new Ban(BY_HOST + host, Reach.PERSON_AMONG_OTHERS);
    }

    /** Whether somebody wrote a mask, not a name: it has a character that names have not. */
    public static boolean isMask(String written) {
        return written.chars().anyMatch(c -> "!@*?.:".indexOf(c) >= 0);
    }

    /** Whether it would ban an IP address or a network, which nobody in a room has: they are hidden there. */
    public static boolean isAddress(String mask) {
        return IP_ADDRESS.matcher(mask.substring(mask.lastIndexOf('@') + 1)).matches();
    }

    /** The mask that stands for all who are called so. */
    public static String byName(String nickname) {
        return Mask.complete(nickname);
    }

    /** What puts it on a list, for somebody of that name. */
    public MaskChange on(MaskKind list, String nickname) {
        return new MaskChange(list, mask, true, List.of(nickname));
    }
}
