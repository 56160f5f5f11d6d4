package dev.chatroom.server.plain;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are easily wrong by being true in another case. */
class PlainAnswersTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void askingForNoMessagesIsAskedBack() {
        ChatClient ann = server.enter("ann");
        ann.send("hello");

        ann.send("/history 0");

        ann.expectNext("* usage: /history [N|DAY], or /history before DAY");
    }

    @Test
    void aServerThatKeepsNoHistorySaysSo() {
        server.limit(Limit.HISTORY, 0);
        ChatClient ann = server.enter("ann");
        ann.send("hello");

        ann.send("/history");

        ann.expectNext("* no history is kept here");
    }

    @Test
    void nobodyIgnoresThemselves() {
        ChatClient ann = server.enter("ann");

        ann.send("/ignore ANN");

        ann.expectNext("* you cannot ignore yourself");
    }

    @Test
    void leavingAnotherRoomThanTheCurrentOneChangesNothingHere() {
        ChatClient ann = server.enter("ann");
        ann.send("/join cats");
        ann.expectStart("* you are in cats");
        ann.expect("* you are the first here, so you run this room; /help operators");
        ann.send("/join lobby");
        ann.expectNext("* you are now talking in lobby");

        ann.send("/leave cats");

        ann.expectNext("* you left cats; you are still talking in lobby");
    }

    @Test
    void takingTheNameOneHasIsConfirmed() {
        ChatClient ann = server.enter("ann");

        ann.send("/nick ann");

        ann.expectNext("* you are now ann");
    }

    @Test
    void anInvisibleCharacterIsNamed() {
        ChatClient ann = server.enter("ann");

        ann.send("/nick a\u200Bb");

        ann.expectNext("* a name cannot contain the character U+200B; it is made of letters, digits and _-[]{}\\|^`");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"',
            value = {"😀, '😀'", "b😀b, '😀'", "two words, a space", "a.b, '.'", "👩‍👩‍👧, '👩'",
                "\u3164, the character U+1160"})
    void aRefusedNameIsAnsweredWithWhatNamesAreMadeOf(String name, String offending) {
        ChatClient ann = server.enter("ann");

        ann.send("/nick " + name);

        ann.expectNext("* a name cannot contain " + offending
                + "; it is made of letters, digits and _-[]{}\\|^`");
        ann.send("/nick 1ann");
        ann.expectNext("* a name cannot begin with '1'; begin it with a letter");
    }
}
