package dev.chatroom.server.protocol;

import java.util.Arrays;

/** The ways in which a network may hand over the same bytes. */
final class Splits {
    private Splits() {}

    /** The input in pieces; any numbers will do for where it is split. */
    static byte[][] at(byte[] input, int... places) {
        int[] cuts = Arrays.stream(places).map(i -> Math.floorMod(i, input.length + 1)).sorted().toArray();
        byte[][] chunks = new byte[cuts.length + 1][];
        for (int i = 0; i <= cuts.length; i++) {
            chunks[i] = Arrays.copyOfRange(
                    input, i == 0 ? 0 : cuts[i - 1], i == cuts.length ? input.length : cuts[i]);
        }
        return chunks;
    }

    static byte[][] singly(byte[] input) {
        byte[][] chunks = new byte[input.length][];
        for (int i = 0; i < input.length; i++) {
            chunks[i] = new byte[] {input[i]};
        }
        return chunks;
    }
}
