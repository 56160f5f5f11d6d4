package dev.chatroom.server.cluster.order;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.order.SequencerContract;
import dev.chatroom.server.cluster.broker.NatsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream of JetStream is an order as any other. */
class JetStreamOrderTest extends SequencerContract {
    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final ClusterNode node = new ClusterNode(BROKER.cluster(), 1);

    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        return node.with(builder);
    }

    @Override
    protected void settle() {
        node.settle();
    }

    @AfterEach
    void closeNode() {
        node.close();
    }
}
