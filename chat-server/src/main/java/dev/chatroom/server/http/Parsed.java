package dev.chatroom.server.http;

/** What has become of the bytes of a head. */
sealed interface Parsed {

    /** It is whole. The body follows. */
    record Whole(RequestHead head) implements Parsed {}

    /**
     * It is none that may be acted on. Where its request ends is not known, so nothing more can be read.
     *
     * @param why in a sentence, for the client
     */
    record Malformed(Status status, String why) implements Parsed {}
}
