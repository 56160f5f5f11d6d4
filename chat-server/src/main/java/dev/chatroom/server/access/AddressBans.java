package dev.chatroom.server.access;

import java.util.List;

/** The addresses from which nobody may connect. For any thread. */
public interface AddressBans {

    /** None, and none can be made. */
    AddressBans NONE = new AddressBans() {
        @Override
        public Banning ban(String address, String own) {
            return Banning.TOO_MANY;
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

    /** What became of a ban. */
    enum Banning {
        /** It holds. */
        DONE,
        /** That is no address, and no network. */
        NO_ADDRESS,
        /** It would ban who asks for it, too, and nobody might be left who could end it. */
        OWN,
        /** There are as many as there may be. */
        TOO_MANY
    }

    /**
     * Bans an address, or a network as in {@code 10.1.0.0/16}.
     *
     * @param own the address of who asks for it
     */
    Banning ban(String address, String own);

    /** Ends a ban; false if there is none of that address. */
    boolean lift(String address);

    /** The banned addresses and networks. */
    List<String> banned();
}
