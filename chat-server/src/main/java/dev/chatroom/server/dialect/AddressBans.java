package dev.chatroom.server.dialect;

import java.util.List;

/** The addresses from which nobody may connect. For any thread. */
public interface AddressBans {

    /** None, and none can be made. */
    AddressBans NONE = new AddressBans() {
        @Override
        public boolean ban(String address) {
            return false;
        }

        @Override
        public boolean lift(String address) {
            return false;
        }

        @Override
        public List<String> banned() {
            return List.of();
        }
    };

    /** Bans an address, or a network as in {@code 10.1.0.0/16}; false if that is none, or there are too many bans. */
    boolean ban(String address);

    /** Ends a ban; false if there is none of that address. */
    boolean lift(String address);

    /** The banned addresses and networks. */
    List<String> banned();
}
