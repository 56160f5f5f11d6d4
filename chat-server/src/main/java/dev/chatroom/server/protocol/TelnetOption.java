package dev.chatroom.server.protocol;

/**
 * One direction of a telnet option, by the Q method of RFC 1143. It needs no queue: the option is asked for once, and never
 * given up from here. Confined to the connection's reader thread.
 */
final class TelnetOption {
    private boolean on;

    /** Whether it has been asked for and the answer has yet to come. */
    private boolean asked;

    boolean isOn() {
        return on;
    }

    /** Asks for it; false if there is nothing to send, since it is on. */
    boolean ask() {
        asked = !on;
        return asked;
    }

    /** The client wants it on; returns whether that has to be answered. It has not if it was asked for, or was on. */
    boolean turnOn() {
        boolean news = !on && !asked;
        on = true;
        asked = false;
        return news;
    }

    /** The client wants it off; returns whether that has to be answered. It has not if it was off. */
    boolean turnOff() {
        boolean news = on;
        on = false;
        asked = false;
        return news;
    }
}
