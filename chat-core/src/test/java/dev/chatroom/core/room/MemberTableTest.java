package dev.chatroom.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Nickname;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTableTest {
    private static final int STEPS = 5_000;
    private static final int USERS = 40;

    private final MemberTable table = new MemberTable();

    /** With a step of 2<sup>20</sup> most users are in the same bucket. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 20, (1L << 32) + 1})
    void itHoldsWhatALinkedHashMapHolds(long step) {
        Map<Long, Member> model = new LinkedHashMap<>();
        Random random = new Random(step);
        for (int i = 0; i < STEPS; i++) {
            long id = step * (1 + random.nextInt(USERS));
            if (random.nextInt(USERS) > model.size() / 2 && !model.containsKey(id)) {
                Author author = author(id, "joined-" + i);
                table.add(author, Optional.empty(), Set.of());
                model.put(id, new Member(author, Optional.empty(), Set.of()));
            } else if (random.nextBoolean()) {
                table.remove(id);
                model.remove(id);
            } else if (model.containsKey(id)) {
                Member changed = new Member(author(id, "renamed-" + i), Optional.of("lunch"), Set.of(Rank.VOICE));
                table.get(id).set(changed.author(), changed.away(), changed.ranks());
                model.put(id, changed);
            }
            assertHolds(model, step);
        }
    }

    private void assertHolds(Map<Long, Member> model, long step) {
        assertThat(table.size()).isEqualTo(model.size());
        List<Member> members = new ArrayList<>();
        table.forEach(row -> members.add(row.asMember()));
        assertThat(members).containsExactlyElementsOf(model.values());
        for (int user = 0; user <= USERS + 1; user++) {
            MemberTable.Row row = table.get(step * user);
            assertThat(row == null ? null : row.asMember()).isEqualTo(model.get(step * user));
        }
    }

    @Test
    void behindTheLastMemberNobodyFollows() {
        table.add(author(1, "ann"), Optional.empty(), Set.of());
        Iterator<MemberTable.Row> rows = table.iterator();
        assertThat(rows.next().author().userId()).isEqualTo(1);

        assertThat(rows.hasNext()).isFalse();
        assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
    }

    private static Author author(long id, String nickname) {
        return new Author(id, new Nickname(nickname, nickname));
    }
}
