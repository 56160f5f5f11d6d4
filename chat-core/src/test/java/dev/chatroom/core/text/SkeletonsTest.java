package dev.chatroom.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names look alike. */
class SkeletonsTest {

    @ParameterizedTest
    @CsvSource({"obs, оЬѕ", "bob, ʙob", "bob, ʙоʙ", "alice, a1ice", "alice, aIice", "Alice, aIice", "alice, AL1CE",
        "ALICE, a1ice", "alice, al1ce", "bob, b0b", "BOB, b0b", "bo1l0, bollo", "mom, rnom", "mary, rnary", "wim, vvim",
        "Ian, lan", "hata, НАТА", "Hata, ната", "HATA, НАТА", "alice, а\u04CFісе", "cocoa, сосоа", "ocean, осеаn",
        "José, Jоsé", "Jose\u0301, Jоsé", "Å, \u212B", "bob, 𝐛𝐨𝐛", "lll, ווו", "o, օ", "scope, ѕсоре", "anna, ANNA"})
    void namesThatLookAlikeHaveASkeletonInCommon(String name, String other) {
        assertThat(alike(name, other)).as("%s and %s", name, other).isTrue();
        assertThat(alike(other, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Ali, All", "Ian, Lan", "Iain, Lain", "Bill, Bili", "Lisa, Lysa", "bob, rob", "Jose, José", "o, ö",
        "anna, hanna", "maria, marla", "dan, clan", "Борис, Борос", "вова, воva", "太郎, 太朗", "たろ, タロ", "한글, 한근",
        "محمد, محمود", "user1, user2", "Elias, Ellas", "Mila, Milla", "a_b, a-b", "ann, anne", "Anni, Annl", "w1, w2"})
    void namesThatReadersTellApartHaveNone(String name, String other) {
        assertThat(alike(name, other)).as("%s and %s", name, other).isFalse();
    }

    private static boolean alike(String name, String other) {
        return !Collections.disjoint(
                Skeletons.of(CaseFold.normalize(name)), Skeletons.of(CaseFold.normalize(other)));
    }
}
