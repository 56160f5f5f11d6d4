package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Somebody with an IRC client, over a real socket. Every line that comes is checked against the documents, so each test
 * tests them all. For one thread.
 */
final class IrcPerson {
    static final String SERVER = "chatroom.chat";

    /** Everything that the server offers. */
    static final String[] ALL_CAPABILITIES = {"account-notify", "account-tag", "away-notify", "batch", "cap-notify",
        "chghost",
        "echo-message", "extended-join", "extended-monitor", "invite-notify", "labeled-response", "message-tags",
        "multi-prefix", "no-implicit-names", "server-time", "setname", "standard-replies", "userhost-in-names",
        "draft/chathistory", "draft/event-playback", "draft/message-redaction", "draft/read-marker",
        "soju.im/search"};

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private final ChatClient client;
    private final Set<String> nicks = new HashSet<>();
    private final Set<String> capabilities = new HashSet<>();
    private final Set<String> openBatches = new HashSet<>();
    private String nick = "*";
    private int barriers;

    private IrcPerson(ChatClient client) {
        this.client = client;
    }

    /** Somebody who has said nothing yet. */
    static IrcPerson connect(RunningServer server) {
        return new IrcPerson(server.connectSpeaker());
    }

    static IrcPerson on(ChatClient client) {
        return new IrcPerson(client);
    }

    /** Somebody who is in, in no channel, and has read all that the server has to say at the beginning. */
    static IrcPerson enter(RunningServer server, String nick, String... capabilities) {
        return connect(server).register(nick, capabilities);
    }

    /** The same, in these channels too. */
    static IrcPerson enterAt(RunningServer server, String channel, String nick, String... capabilities) {
        IrcPerson person = enter(server, nick, capabilities);
        List<String> unused = person.ask("JOIN " + channel);
        return person;
    }

    IrcPerson register(String name, String... wanted) {
        if (wanted.length > 0) {
            String words = String.join(" ", wanted);
            send("CAP REQ :" + words);
            expectEnd("ACK " + (words.contains(" ") ? ":" : "") + words);
        }
        send("NICK " + name);
        send("USER " + name + " 0 * :" + name + " in full");
        if (wanted.length > 0) {
            send("CAP END");
        }
        List<ReceivedLine> unused =
                until(line -> line.command().equals("376") || line.command().equals("422"), "the end of the MOTD");
        return this;
    }

    String nick() {
        return nick;
    }

    ChatClient client() {
        return client;
    }

    void send(String line) {
        client.sendText(line + "\r\n");
    }

    /** Sends these lines in one piece. */
    void sendAtOnce(String... lines) {
        client.sendText(String.join("\r\n", lines) + "\r\n");
    }

    /** The next line, which has been found good. */
    ReceivedLine next() {
        return checked(client.nextWithEnd());
    }

    void expectNext(String brief) {
        assertThat(next().brief()).isEqualTo(brief);
    }

    /** Reads up to this line. */
    ReceivedLine expect(String brief) {
        List<ReceivedLine> lines = until(line -> line.brief().equals(brief), "'" + brief + "'");
        return lines.get(lines.size() - 1);
    }

    /** Reads up to a line that ends like this. */
    ReceivedLine expectEnd(String end) {
        List<ReceivedLine> lines = until(line -> line.brief().endsWith(end), "'..." + end + "'");
        return lines.get(lines.size() - 1);
    }

    /** Reads up to a line that begins like this. */
    ReceivedLine expectStart(String start) {
        List<ReceivedLine> lines = until(line -> line.brief().startsWith(start), "'" + start + "...'");
        return lines.get(lines.size() - 1);
    }

    List<ReceivedLine> until(Predicate<ReceivedLine> good, String wanted) {
        List<ReceivedLine> lines = new ArrayList<>();
        while (true) {
            ReceivedLine line;
            try {
                line = next();
            } catch (AssertionError e) {
                throw new AssertionError("waiting for " + wanted + ": " + e.getMessage(), e);
            }
            lines.add(line);
            if (good.test(line)) {
                return lines;
            }
        }
    }

    /** A barrier: everything that came before the server's answer to a question of now. */
    List<ReceivedLine> syncFully() {
        String token = "barrier-" + ++barriers;
        send("PING " + token);
        List<ReceivedLine> lines =
                until(line -> line.command().equals("PONG") && line.last().equals(token), "the PONG");
        return lines.subList(0, lines.size() - 1);
    }

    List<String> sync() {
        return syncFully().stream().map(ReceivedLine::brief).toList();
    }

    /** What comes when something is sent, up to a barrier behind it. */
    List<ReceivedLine> askFully(String line) {
        send(line);
        return syncFully();
    }

    List<String> ask(String line) {
        return askFully(line).stream().map(ReceivedLine::brief).toList();
    }

    /** Everything up to the end of the connection. */
    List<String> rest() {
        return client.rest().stream().map(line -> checked(line + "\r\n").brief()).toList();
    }

    private ReceivedLine checked(String raw) {
        ReceivedLine line = ReceivedLine.parse(raw);
        checkTags(line);
        if (line.isNumeric()) {
            assertThat(line.source()).as("who sends '%s'", line).isEqualTo(SERVER);
            String addressed = line.parameters().get(0);
            if (line.command().equals("001")) {
                nick = addressed;
                nicks.add(nick);
            }
            // Before it is in, a client is addressed by a star, or by the name that it has asked for.
            assertThat(nicks.isEmpty() || nicks.contains(addressed))
                    .as("'%s' is addressed to one of %s", line, nicks).isTrue();
            assertThat(NumericForms.fits(line.command(), line.parameters().subList(1, line.parameters().size())))
                    .as("'%s' is as documented", line).isTrue();
        } else {
            MessageForms.check(line);
        }
        if (line.command().equals("NICK") && line.nick().equals(nick)) {
            nick = line.parameters().get(0);
            nicks.add(nick);
        } else if (line.command().equals("CAP") && line.parameters().get(1).equals("ACK")) {
            acknowledged(line.parameters().get(2));
        }
        return line;
    }

    private void acknowledged(String words) {
        for (String word : words.split(" ", -1)) {
            boolean unused = word.startsWith("-") ? capabilities.remove(word.substring(1)) : capabilities.add(word);
        }
    }

    /** Nobody is sent tags that they have not asked for, and each batch ends once. */
    private void checkTags(ReceivedLine line) {
        for (String key : line.tags().keySet()) {
            boolean asked = switch (key) {
                case "time" -> has("server-time");
                case "batch" -> has("batch");
                case "label" -> has("labeled-response");
                default -> has("message-tags");
            };
            assertThat(asked).as("the tag '%s' in '%s' was asked for, as %s was", key, line, capabilities).isTrue();
        }
        if (line.tags().containsKey("time")) {
            assertThat(line.tag("time")).matches(TIME);
        }
        if (line.tags().containsKey("batch")) {
            assertThat(openBatches).as("batches open for '%s'", line).contains(line.tag("batch"));
        }
        if (line.command().equals("BATCH")) {
            String reference = line.parameters().get(0).substring(1);
            boolean starts = line.parameters().get(0).startsWith("+");
            assertThat(starts ? openBatches.add(reference) : openBatches.remove(reference))
                    .as("'%s' starts a new batch or ends an open one", line).isTrue();
        }
    }

    private boolean has(String capability) {
        return capabilities.contains(capability);
    }
}
