package dev.chatroom.core.limit;

import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.NameCharacters;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.Skeletons;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides which nicknames are good, without regard to who has them. */
public final class NicknameRules {

    /** What looks like it, as a skeleton: O is 0 there, and l is 1. */
    private static final Pattern LIKE_GUEST = Pattern.compile("guest-?([ol2-9]+)");

    private final int longest;
    private final ReservedNames reserved;

    public NicknameRules(Limits limits, ReservedNames reserved) {
        this.longest = limits.of(Limit.NICKNAME);
        this.reserved = reserved;
    }

    /** The nickname that {@code written} stands for if the user with this id may have it, or what is wrong with it. */
    public Outcome<Nickname> check(String written, long userId) {
        String text = CaseFold.normalize(written.strip());
        if (text.isEmpty()) {
            return refused(written, NameFault.EMPTY, "");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return refused(written, NameFault.TOO_LONG, Integer.toString(longest));
        }
        int offending = NameCharacters.firstOutside(text, NameCharacters.IN_NICKNAMES);
        if (offending >= 0) {
            return refused(written, NameFault.CHARACTER, Character.toString(offending));
        }
        if (!NameCharacters.mayBegin(text.codePointAt(0))) {
            return refused(written, NameFault.FIRST_CHARACTER, Character.toString(text.codePointAt(0)));
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return refused(written, NameFault.BRACKETS, "");
        }
        if (NameCharacters.mixesScripts(text)) {
            return refused(written, NameFault.MIXED_SCRIPTS, "");
        }
        Nickname nickname = new Nickname(text, CaseFold.key(text));
        boolean ofGuest = Nickname.isForGuests(nickname.key());
        if (ofGuest && !nickname.equals(Nickname.guest(userId))) {
            return refused(written, NameFault.RESERVED, nickname.key().replaceFirst("guest-?", "guest-"));
        }
        Matcher likeGuest = LIKE_GUEST.matcher(Skeletons.inSmallLetters(text));
        if (!ofGuest && likeGuest.matches()) {
            return refused(
                    written, NameFault.RESERVED, "guest-" + likeGuest.group(1).replace('o', '0').replace('l', '1'));
        }
        return reserved.lookedLike(text)
                .<Outcome<Nickname>>map(name -> refused(written, NameFault.RESERVED, name))
                .orElseGet(() -> new Outcome.Done<>(nickname));
    }

    private static Outcome<Nickname> refused(String written, NameFault fault, String detail) {
        return new Outcome.Refused<>(new NameInvalid(written, fault, detail));
    }
}
