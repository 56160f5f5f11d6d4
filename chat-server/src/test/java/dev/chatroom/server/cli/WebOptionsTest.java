package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.config.WebConfig;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class WebOptionsTest {
    private static WebConfig parse(String... args) {
        WebOptions options = new WebOptions();
        new CommandLine(options).parseArgs(args);
        return Objects.requireNonNull(options.toConfig());
    }

    @Test
    void withoutOptionsTheServerIsBehindNoProxy() {
        assertThat(parse()).isEqualTo(WebConfig.STANDARD);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "10.9.8.7, true", "::1, true", "127.0.0.2, false", "11.0.0.1, false", "::2, false"})
    void proxiesAreAddressesAndNetworks(String address, boolean behind) throws Exception {
        WebConfig config = parse("--web-behind", "10.0.0.0/8,::1", "--web-behind=127.0.0.1");

        InetAddress proxy = InetAddress.getByName(address);
        assertThat(config.behind().stream().anyMatch(network -> network.contains(proxy))).isEqualTo(behind);
    }
}
