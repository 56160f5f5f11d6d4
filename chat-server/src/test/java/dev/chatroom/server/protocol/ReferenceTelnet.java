package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** What {@link TelnetDecoder} means, written for a whole input at once: a cursor and a little grammar. */
final class ReferenceTelnet {
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    boolean seen;
    boolean areYouThere;

    /** Whether BINARY is agreed on for what the client sends. */
    boolean inputBinary;

    /** Whether the server has asked for it, and the client has not said anything about it since. */
    private boolean inputAsked;

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
        String typed = Map.of(237, "9a", 238, "9c", 243, "9c", 244, "83", 245, "8f").get(b);
        if (typed != null && isWithinLetter(typed)) {
            data.write(Integer.parseInt(typed, 16));
        }
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

    /** Whether the last of the data and this byte, and more bytes or none, are one letter. */
    private boolean isWithinLetter(String typed) {
        byte[] bytes = data.toByteArray();
        for (int size = 1; size <= 3; size++) {
            String letter = HexFormat.of().formatHex(bytes, Math.max(0, bytes.length - size), bytes.length) + typed;
            if (Stream.of("", "80", "8080").anyMatch(rest -> isOneLetter(letter + rest))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneLetter(String hex) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex))).toString();
            return text.codePointCount(0, text.length()) == 1;
        } catch (CharacterCodingException malformed) {
            return false;
        }
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
                default -> answer(verb == 253, 252, option);
            }
        } else {
            answer(verb == 251, 254, option);
            answer(verb == 253, 252, option);
        }
        if (!negotiated) {
            negotiated = true;
            inputAsked = !inputBinary;
            answer(inputAsked, 253, 0);
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
