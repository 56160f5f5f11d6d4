package dev.chatroom.core.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the table of {@link Confusables} from the data in ICU. A new one is written by {@link #main}, which is given the
 * file's path; see chat-core/docs/decisions/002-refusals-names-limits.md.
 */
final class ConfusablesTable {
    private static final SpoofChecker CHECKER =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private ConfusablesTable() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        String head = Files.readString(file).lines()
                .takeWhile(line -> line.isEmpty() || line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(file, head + rows());
    }

    /** The skeleton that ICU gives. */
    static String skeleton(int point) {
        return CHECKER.getSkeleton(Character.toString(point));
    }

    /** A line for each prototype: its code points, and those that look like it. */
    static String rows() {
        Normalizer2 form = Normalizer2.getNFKDInstance();
        SortedMap<String, StringJoiner> rows = new TreeMap<>();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            if (!isInNames(point) || !form.isNormalized(text)) {
                continue;
            }
            String prototype = skeleton(point);
            if (!prototype.isEmpty() && !prototype.equals(text)) {
                rows.computeIfAbsent(hexadecimal(prototype), first -> new StringJoiner(" ")).add(hexadecimal(text));
            }
        }
        return rows.entrySet().stream()
                .map(row -> row.getKey() + " < " + row.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** As {@link NameCharacters} has it, by ICU's version of Unicode. */
    private static boolean isInNames(int point) {
        int type = UCharacter.getType(point);
        boolean mark = type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
        return mark || UCharacter.isLetterOrDigit(point) || NameCharacters.IN_NICKNAMES.indexOf(point) >= 0;
    }

    private static String hexadecimal(String text) {
        return text.codePoints().mapToObj("%X"::formatted).collect(Collectors.joining(" "));
    }
}
