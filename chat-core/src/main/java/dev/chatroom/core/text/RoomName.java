package dev.chatroom.core.text;

/**
 * The name of a room. {@code #Cats}, {@code cats} and {@code CATS} are names of the same room.
 *
 * @param text how it is written, without a leading {@code #}, in Unicode form NFKC
 * @param key the same for all names of the same room
 */
public record RoomName(String text, String key) {

    @Override
    public String toString() {
        return text;
    }
}
