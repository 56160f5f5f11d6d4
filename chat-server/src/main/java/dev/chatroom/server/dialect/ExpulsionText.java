package dev.chatroom.server.dialect;

/** The words for an expulsion, which are the same whatever way it was done: readers of all kinds share a room. */
public final class ExpulsionText {
    private ExpulsionText() {}

    /** Why somebody left whose connection an operator ended, so that the reason is not taken for their own. */
    public static String forOthers(String operator, String reason) {
        return "put out by " + operator + (reason.isBlank() ? "" : ": " + reason);
    }
}
