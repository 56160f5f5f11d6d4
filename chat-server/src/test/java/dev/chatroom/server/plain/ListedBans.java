package dev.chatroom.server.plain;

import dev.chatroom.server.access.AddressBans;
import java.util.ArrayList;
import java.util.List;

/** Bans that are only listed, one at most: what begins with a digit is taken for an address. */
final class ListedBans implements AddressBans {
    private final List<String> listed = new ArrayList<>();

    @Override
    public Banning ban(String address, String own) {
        if (!Character.isDigit(address.charAt(0))) {
            return Banning.NO_ADDRESS;
        }
        return listed.isEmpty() && listed.add(address) ? Banning.DONE : Banning.TOO_MANY;
    }

    @Override
    public boolean lift(String address) {
        return listed.remove(address);
    }

    @Override
    public List<String> banned() {
        return List.copyOf(listed);
    }
}
