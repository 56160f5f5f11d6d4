package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.WebConfig;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the web page, as they are written on the command line. */
final class WebOptions {
    private static final int MOST = 32;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9]([A-Za-z0-9.-]{0,252})?(:[0-9]{1,5})?");

    @Option(names = "--no-web", hidden = true, description = "no web page, and nothing for curl")
    private boolean off;

    @Option(names = "--web-host", hidden = true, paramLabel = "NAME", split = ",",
            description = "a name that leads here; repeatable")
    private List<String> hosts = List.of();

    @Option(names = "--web-origin", hidden = true, paramLabel = "URL", split = ",",
            description = "a site whose pages may use this server; repeatable")
    private List<String> origins = List.of();

    @Option(names = "--web-embed", hidden = true, paramLabel = "URL", split = ",",
            description = "a site that may show the page in a frame; repeatable")
    private List<String> embedders = List.of();

    @Option(names = "--web-behind", hidden = true, paramLabel = "ADDR", split = ",",
            description = "believe the proxy there who asks; repeatable")
    private List<String> proxies = List.of();

    /** What these options ask for; null if there is to be no web page. */
    @Nullable WebConfig toConfig() {
        if (off) {
            refuseWithoutWeb("--web-host", hosts);
            refuseWithoutWeb("--web-origin", origins);
            refuseWithoutWeb("--web-embed", embedders);
            refuseWithoutWeb("--web-behind", proxies);
            return null;
        }
        check("--web-host", hosts, HOST, "the name of a machine, such as chat.example.org");
        check("--web-origin", origins, ORIGIN, "a site without a path, such as https://example.org");
        check("--web-embed", embedders, ORIGIN, "a site without a path, such as https://example.org");
        checkNumber("--web-behind", proxies);
        try {
            return new WebConfig(hosts, origins, embedders, WebConfig.networks(proxies));
        } catch (IllegalArgumentException wrong) {
            throw new WrongValue("--web-behind takes an address or a network, such as 127.0.0.1 or 10.0.0.0/8, not '%s'"
                    .formatted(wrong.getMessage()));
        }
    }

    private static void refuseWithoutWeb(String option, List<String> values) {
        if (!values.isEmpty()) {
            throw new WrongValue(option + " is of no use with --no-web");
        }
    }

    private static void checkNumber(String option, List<String> values) {
        if (values.size() > MOST) {
            throw new WrongValue("%s can be given %d times".formatted(option, MOST));
        }
    }

    private static void check(String option, List<String> values, Pattern pattern, String wanted) {
        checkNumber(option, values);
        values.stream().filter(value -> !pattern.matcher(value).matches()).findFirst().ifPresent(value -> {
            throw new WrongValue("%s takes %s, not '%s'".formatted(option, wanted, value));
        });
    }
}
