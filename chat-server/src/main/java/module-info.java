import org.jspecify.annotations.NullMarked;

/** A TCP chat server for the rooms of {@code dev.chatroom.core}. */
@NullMarked
@SuppressWarnings("requires-automatic") // The brokers' client has no descriptor, and nobody requires this module.
module dev.chatroom.server {
    requires transitive dev.chatroom.core;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.nats.jnats;
    requires java.logging;
    requires java.sql;
    requires jdk.net;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.xerial.sqlitejdbc;

    exports dev.chatroom.server;
    exports dev.chatroom.server.config;

    opens dev.chatroom.server.cli to info.picocli;
    opens dev.chatroom.server.cli.archive to info.picocli;
}
