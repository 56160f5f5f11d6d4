package dev.chatroom.server;

import java.io.ByteArrayOutputStream;

/** What {@link TelnetDecoder} means, written for a whole input at once: a cursor and a little grammar. */
final class ReferenceTelnet {
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    boolean seen;
    boolean areYouThere;

    ReferenceTelnet(byte[] input) {
        int i = 0;
        while (i < input.length) {
            int b = input[i++] & 0xFF;
            if (b != 255) {
                data.write(b);
            } else if (i < input.length) {
                i = command(input, i);
            }
        }
    }

    /** Reads from the byte after an IAC; returns where data goes on. */
    private int command(byte[] input, int at) {
        int b = input[at] & 0xFF;
        if (b == 255 || b < 236) {
            data.write(b);
            return at + 1;
        }
        seen = true;
        areYouThere |= b == 246;
        if (b == 250) {
            return subnegotiation(input, at + 1);
        }
        if (b < 251) {
            return at + 1;
        }
        if (at + 1 < input.length && (b == 251 || b == 253)) {
            answers.write(255);
            answers.write(b == 251 ? 254 : 252);
            answers.write(input[at + 1]);
        }
        return at + 2;
    }

    private int subnegotiation(byte[] input, int at) {
        int i = at;
        while (i + 1 < input.length) {
            int next = input[i + 1] & 0xFF;
            if (input[i] != -1) {
                i++;
            } else if (next == 255 || next < 236) {
                i += 2;
            } else {
                return command(input, i + 1);
            }
        }
        return input.length;
    }
}
