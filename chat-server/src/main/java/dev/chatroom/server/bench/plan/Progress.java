package dev.chatroom.server.bench.plan;

/** Is told how far a run is, about ten times a second. Called on the thread that runs it. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (doing, done, of) -> {
    };

    /**
     * What is being done at the moment.
     *
     * @param doing in a word or two, such as {@code opening}
     * @param done how much of it is done
     * @param of how much there is; 0 if that is not known
     */
    void at(String doing, long done, long of);
}
