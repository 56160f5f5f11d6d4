package dev.chatroom.server.dialect;

import java.util.ArrayList;
import java.util.List;

/** Bans that are only listed: what begins with a digit is taken for an address. */
final class ListedBans implements AddressBans {
    private final List<String> listed = new ArrayList<>();

    @Override
    public boolean ban(String address) {
        return Character.isDigit(address.charAt(0)) && listed.add(address);
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
