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

    /** What these options ask for; null if there is to be no web page. */
    @Nullable WebConfig toConfig() {
        if (off && !(hosts.isEmpty() && origins.isEmpty())) {
            throw new WrongValue((hosts.isEmpty() ? "--web-origin" : "--web-host") + " is of no use with --no-web");
        }
        check("--web-host", hosts, HOST, "the name of a machine, such as chat.example.org");
        check("--web-origin", origins, ORIGIN, "a site without a path, such as https://example.org");
        return off ? null : new WebConfig(hosts, origins);
    }

    private static void check(String option, List<String> values, Pattern pattern, String wanted) {
        if (values.size() > MOST) {
            throw new WrongValue("%s can be given %d times".formatted(option, MOST));
        }
        values.stream().filter(value -> !pattern.matcher(value).matches()).findFirst().ifPresent(value -> {
            throw new WrongValue("%s takes %s, not '%s'".formatted(option, wanted, value));
        });
    }
}
