package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;

/** Who sends which command with which parameters, by modern.ircdocs.horse and IRCv3. */
final class MessageForms {
    private static final String PERSON = "[^\\s!@:]+![^\\s!@]+@[^\\s!@]+";
    private static final String SERVER = Pattern.quote(IrcPerson.SERVER);
    private static final String ANYBODY = PERSON + "|" + SERVER;
    private static final String TARGET = "[@+]?#[^\\s,]+|[^\\s,#:!@*]+|\\*";

    /** Who, and the parameters, joined by line ends. */
    private record Form(Pattern source, Pattern parameters) {
        Form(String source, String parameters) {
            this(Pattern.compile(source), Pattern.compile(parameters, Pattern.DOTALL));
        }
    }

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("JOIN", new Form(PERSON, "#[^\\s,]+(\n\\*\n.*)?")),
            Map.entry("PART", new Form(PERSON, "#[^\\s,]+(\n.+)?")),
            Map.entry("QUIT", new Form(PERSON, ".*")),
            Map.entry("KICK", new Form(PERSON, "#[^\\s,]+\n[^\\s,]+\n.+")),
            Map.entry("NICK", new Form(PERSON, "[^\\s,:!@*]+")),
            Map.entry("TOPIC", new Form(PERSON, "#[^\\s,]+\n.*")),
            Map.entry("MODE", new Form(
                    PERSON + "|[^\\s!@:]+|" + SERVER,
                    "#[^\\s,]+\n([+-][A-Za-z]+)+(\n[^\\s:]\\S*)*|[^\\s,:!@*]+\n([+-][A-Za-z]+)+")),
            Map.entry("INVITE", new Form(PERSON, "[^\\s,:!@*]+\n#[^\\s,]+")),
            Map.entry("PRIVMSG", new Form(PERSON, "(" + TARGET + ")\n.+")),
            Map.entry("NOTICE", new Form(ANYBODY, "(" + TARGET + ")\n.+")),
            Map.entry("TAGMSG", new Form(PERSON, TARGET)),
            Map.entry("AWAY", new Form(PERSON, ".*")),
            Map.entry("CHGHOST", new Form(PERSON, "[^\\s!@:]+\n[^\\s!@:]+")),
            Map.entry("SETNAME", new Form(PERSON, ".+")),
            Map.entry("WALLOPS", new Form(ANYBODY, ".+")),
            Map.entry("KILL", new Form(ANYBODY, "[^\\s,:!@*]+\n.+")),
            Map.entry("ERROR", new Form("|" + SERVER, ".+")),
            Map.entry("PING", new Form("|" + SERVER, ".+")),
            Map.entry("PONG", new Form(SERVER, SERVER + "\n.*")),
            Map.entry("CAP", new Form(SERVER, "[^\\s:]+\n(LS|LIST|ACK|NAK)\n.*")),
            Map.entry("BATCH", new Form(SERVER, "\\+\\w+\n[a-z./-]+(\n[^\\s:]+)?|-\\w+")),
            Map.entry("ACK", new Form(SERVER, "")),
            Map.entry("CHATHISTORY", new Form(SERVER, "TARGETS\n[^\\s:]+\n[0-9TZ:.-]+")),
            Map.entry("REDACT", new Form(PERSON, "[^\\s:]+\n[^\\s:]+(\n.+)?")),
            Map.entry("MARKREAD", new Form(SERVER, "[^\\s:]+\n(\\*|timestamp=[0-9TZ:.-]+)")),
            Map.entry("NOTE", new Form(SERVER, "[^\\s:]+\n[A-Z0-9_]+(\n[^\\s:]\\S*)*\n.+")),
            Map.entry("FAIL", new Form(SERVER, "[^\\s:]+\n[A-Z0-9_]+(\n[^\\s:]\\S*)*\n.+")));

    private MessageForms() {}

    static void check(ReceivedLine line) {
        Form form = FORMS.get(line.command());
        assertThat(form).as("a form for '%s'", line).isNotNull();
        assertThat(form.source().matcher(line.source()).matches()).as("who sends '%s'", line).isTrue();
        assertThat(form.parameters().matcher(String.join("\n", line.parameters())).matches())
                .as("'%s' is as documented", line).isTrue();
    }
}
