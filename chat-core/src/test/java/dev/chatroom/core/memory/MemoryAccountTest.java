package dev.chatroom.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When caches of what a holder keeps are told to let go. */
class MemoryAccountTest {
    private final MemoryBudget budget = new MemoryBudget(10_000, InstantSource.system(), later -> {});
    private final List<String> told = new ArrayList<>();
    private final MemoryAccount account = budget.open(new MemoryAccount.Holder() {
        @Override
        public void giveBack(long target) {
            account().clearCaches();
        }

        @Override
        public void end() {
            account().close();
            account().clearCaches();
        }
    });

    private MemoryAccount account() {
        return account;
    }

    private final class Told implements MemoryAccount.Cache {
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public void clear() {
            told.add(name + " clears");
        }

        @Override
        public void end() {
            told.add(name + " ends");
        }
    }

    @Test
    void allCachesLetGoWhenMemoryIsShort() {
        assertThat(account.addCache(new Told("one"))).isTrue();
        assertThat(account.addCache(new Told("other"))).isTrue();
        account.hold(20_000);

        budget.balance();

        assertThat(told).containsExactly("one clears", "other clears");
    }

    @Test
    void allCachesEndWithTheHolder() {
        assertThat(account.addCache(new Told("one"))).isTrue();
        assertThat(account.addCache(new Told("other"))).isTrue();

        account.end();

        assertThat(told).containsExactly("one ends", "other ends");
    }

    @Test
    void nothingIsToldToACacheThatComesAfterTheEnd() {
        account.end();

        assertThat(account.addCache(new Told("late"))).isFalse();

        account.clearCaches();
        assertThat(told).isEmpty();
    }
}
