package dev.chatroom.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether what looks alike is what Unicode says, as ICU understands it. */
class ConfusablesTest {
    /** One of each script. */
    private static final Map<UnicodeScript, String> LETTERS = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(Character::isLetter)
            .boxed()
            .collect(Collectors.toMap(UnicodeScript::of, Character::toString, (first, other) -> first));

    @Test
    void everyCharacterOfNamesHasTheSkeletonThatIcuGives() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            String name = NameCharacters.isMark(point) ? letterBefore(point) + text : text;
            boolean allowed = NameCharacters.firstOutside(name, NameCharacters.IN_NICKNAMES) < 0;
            if (!allowed || !Normalizer.isNormalized(text, Normalizer.Form.NFKC)) {
                continue;
            }
            if (!Confusables.skeleton(text).equals(ConfusablesTable.skeleton(point))) {
                assertThat(Confusables.skeleton(text)).as("U+%04X", point).isEqualTo(ConfusablesTable.skeleton(point));
            }
        }
    }

    /** Behind which this mark may stand. */
    private static String letterBefore(int mark) {
        return LETTERS.getOrDefault(UnicodeScript.of(mark), "x");
    }

    @Test
    void theTableIsWhatItsSourceSays() throws IOException {
        try (InputStream in = Objects.requireNonNull(Confusables.class.getResourceAsStream("confusables.txt"))) {
            String rows = new String(in.readAllBytes(), UTF_8).lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.joining("\n", "", "\n"));
            assertThat(rows).as("made by ConfusablesTable").isEqualTo(ConfusablesTable.rows());
        }
    }
}
