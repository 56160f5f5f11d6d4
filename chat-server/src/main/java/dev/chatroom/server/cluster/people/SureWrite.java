package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.people.SharedMap.Answer;
import dev.chatroom.server.cluster.people.SharedMap.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of a {@link SharedMap} whose outcome is found out even if the answer is lost: each is made again until the map answers,
 * and then it is looked at whose value is there. Owned by the ledger's thread.
 */
final class SureWrite {
    private final SharedMap map;
    private final long instance;
    private long numbers;

    /** Those whose answers were lost. */
    private List<Runnable> again = new ArrayList<>();

    /** @param instance this process, unlike any other */
    SureWrite(SharedMap map, long instance) {
        this.map = map;
        this.instance = instance;
    }

    /** Is told what became of a change. */
    interface Outcome {
        /** It was made; the value has this revision. */
        void written(long revision);

        /**
         * Another value is there, or none; nothing has been changed.
         *
         * @param own whether it is one that this process has written before for the same owner
         * @param revision of the value that is there, or {@link SharedMap#NONE}
         */
        void changed(boolean own, long revision);
    }

    /** Gives a key a value of this owner, if it has this revision. */
    void write(String key, long owner, byte[] form, long after, Outcome outcome) {
        WrittenValue value = new WrittenValue(instance, ++numbers, owner, form);
        write(key, value, after, outcome);
    }

    private void write(String key, WrittenValue value, long after, Outcome outcome) {
        map.write(key, value, after, answer -> {
            switch (answer) {
                case Answer.Written(long revision) -> outcome.written(revision);
                case Answer.Changed() -> findOut(key, value, outcome);
                case Answer.Unknown() -> again.add(() -> write(key, value, after, outcome));
            }
        });
    }

    /** The value that is there may be this one, of which no answer came. */
    private void findOut(String key, WrittenValue value, Outcome outcome) {
        map.read(key, reading -> {
            switch (reading) {
                case Reading.Found(WrittenValue found, long revision) when value.isSame(found) ->
                    outcome.written(revision);
                case Reading.Found(WrittenValue found, long revision) ->
                    outcome.changed(value.hasSameOwner(found), revision);
                case Reading.Absent() -> outcome.changed(false, SharedMap.NONE);
                case Reading.Unknown() -> again.add(() -> findOut(key, value, outcome));
            }
        });
    }

    /** Takes a key's value away if it has this revision; whether it had, is of no importance after that. */
    void delete(String key, long after, Runnable done) {
        map.delete(key, after, answer -> {
            switch (answer) {
                case Answer.Written written -> done.run();
                case Answer.Changed() -> done.run();
                case Answer.Unknown() -> again.add(() -> delete(key, after, done));
            }
        });
    }

    /** Makes those again whose answers were lost. */
    void retry() {
        List<Runnable> lost = again;
        again = new ArrayList<>();
        lost.forEach(Runnable::run);
    }
}
