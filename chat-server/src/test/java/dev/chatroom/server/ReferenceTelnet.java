package dev.chatroom.server;

import java.io.ByteArrayOutputStream;

/** What {@link TelnetDecoder} means, written for a whole input at once: a cursor and a little grammar. */
final class ReferenceTelnet {
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    boolean seen;
    boolean areYouThere;

    /** Whether BINARY is agreed on: for what the client sends, and for what it is sent. */
    boolean inputBinary;

    private boolean outputBinary;

    /** Whether the server has asked for it, and the client has not said anything about it since. */
    private boolean inputAsked;

    private boolean outputAsked;
    private boolean negotiated;

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
        if (at + 1 < input.length) {
            negotiate(b, input[at + 1]);
        }
        return at + 2;
    }

    private void negotiate(int verb, int option) {
        if (option == 0) {
            switch (verb) {
                case 251 -> {
                    answer(!inputBinary && !inputAsked, 253, option);
                    inputBinary = true;
                    inputAsked = false;
                }
                case 252 -> {
                    answer(inputBinary, 254, option);
                    inputBinary = false;
                    inputAsked = false;
                }
                case 253 -> {
                    answer(!outputBinary && !outputAsked, 251, option);
                    outputBinary = true;
                    outputAsked = false;
                }
                default -> {
                    answer(outputBinary, 252, option);
                    outputBinary = false;
                    outputAsked = false;
                }
            }
        } else {
            answer(verb == 251, 254, option);
            answer(verb == 253, 252, option);
        }
        if (!negotiated) {
            negotiated = true;
            inputAsked = !inputBinary;
            outputAsked = !outputBinary;
            answer(inputAsked, 253, 0);
            answer(outputAsked, 251, 0);
        }
    }

    private void answer(boolean due, int verb, int option) {
        if (due) {
            answers.write(255);
            answers.write(verb);
            answers.write(option);
        }
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
