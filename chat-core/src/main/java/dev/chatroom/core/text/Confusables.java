package dev.chatroom.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which characters of names look like which others: the skeleton of Unicode UTS #39, section 4, for text that is in form
 * NFKC and has no other characters than names have. For any thread.
 *
 * <p>The data are a part of Unicode's confusables.txt; the table's head says which, and under which licence.
 */
final class Confusables {
    private static final String TABLE = "confusables.txt";

    private Confusables() {}

    /** The same for all texts that look the same, case aside: it is nothing to be shown. */
    static String skeleton(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder skeleton = new StringBuilder(decomposed.length() + 4);
        decomposed.codePoints().forEach(point -> Table.LOOKED_UP.append(point, skeleton));
        return Normalizer.normalize(skeleton, Normalizer.Form.NFD);
    }

    /** What a character looks like; empty if like nothing else. */
    static String prototype(int point) {
        return Table.LOOKED_UP.prototype(point);
    }

    /** Read when the first name is looked at, and not changed after that. */
    private static final class Table {
        static final Table LOOKED_UP = new Table(read());

        /** Sorted. */
        private final int[] points;

        /** What stands for each of them. */
        private final String[] prototypes;

        private Table(SortedMap<Integer, String> prototypes) {
            this.points = prototypes.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.prototypes = prototypes.values().toArray(String[]::new);
        }

        void append(int point, StringBuilder skeleton) {
            String prototype = prototype(point);
            if (prototype.isEmpty()) {
                skeleton.appendCodePoint(point);
            } else {
                skeleton.append(prototype);
            }
        }

        String prototype(int point) {
            int at = Arrays.binarySearch(points, point);
            return at >= 0 ? prototypes[at] : "";
        }

        private static SortedMap<Integer, String> read() {
            SortedMap<Integer, String> prototypes = new TreeMap<>();
            try (InputStream in = Objects.requireNonNull(Confusables.class.getResourceAsStream(TABLE), TABLE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
                lines.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> line.split(" < ", 2))
                        .forEach(group -> {
                            String prototype = text(group[0]);
                            text(group[1]).codePoints().forEach(point -> prototypes.put(point, prototype));
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return prototypes;
        }

        /** From code points in hexadecimal digits. */
        private static String text(String hexadecimal) {
            StringBuilder text = new StringBuilder();
            for (String point : hexadecimal.split(" ", -1)) {
                text.appendCodePoint(Integer.parseInt(point, 16));
            }
            return text.toString();
        }
    }
}
