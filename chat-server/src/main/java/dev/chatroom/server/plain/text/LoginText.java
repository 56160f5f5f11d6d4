package dev.chatroom.server.plain.text;

import dev.chatroom.server.dialect.TerminalText;
import java.time.Duration;

/** The words with which plain users are asked for secrets. */
public final class LoginText {
    private LoginText() {}

    public static String passwordNeeded(String server) {
        return "* " + server + " asks for a password";
    }

    public static String noPassword() {
        return "* this server needs a password";
    }

    /** For a script, which cannot be asked. */
    public static String passwordFirst(String server) {
        return "* " + server + " needs a password; send it as the first line";
    }

    public static String askPassword() {
        return "* the password:";
    }

    public static String askSecret(String name) {
        return "* the secret of " + TerminalText.clean(name) + ":";
    }

    /** After a wrong one. */
    public static String askAnotherPassword() {
        return "* the password, or /quit to leave:";
    }

    /** After a wrong one. */
    public static String askAnotherSecret(String name) {
        return "* the secret of " + TerminalText.clean(name) + ", or two empty lines to give up:";
    }

    /** After an empty line. */
    public static String askSecretAgain(String name) {
        return "* nothing was typed; the secret of " + TerminalText.clean(name) + ", or an empty line to give up:";
    }

    public static String askedNoMore(String name) {
        return "* no secret was given; /oper " + TerminalText.clean(name) + " asks again";
    }

    /** For somebody whose address has guessed wrong before. */
    public static String guessWaits(Duration delay) {
        long seconds = delay.plusMillis(999).toSeconds();
        return "* there were wrong guesses, so this one is looked at in %d second%s; type nothing until then"
                .formatted(seconds, seconds == 1 ? "" : "s");
    }

    /** For somebody who would run a server that was started so that nobody can. */
    public static String noOperators() {
        return "* nobody runs this server: it was started without --operator";
    }

    public static String wrongPassword() {
        return "* that password is not right";
    }

    /**
     * The same for somebody who is asked.
     *
     * @param left how many more tries this connection has
     */
    public static String wrongPassword(int left) {
        return wrongPassword() + switch (left) {
            case 0 -> "; goodbye, try again later";
            case 1 -> "; one try is left";
            default -> "";
        };
    }

    public static String wrongSecret() {
        return "* that is not right";
    }

    public static String crowded() {
        return "* too many passwords wait to be checked; try again in a minute";
    }

    public static String addressCrowded() {
        return "* too many guesses from your address at once; try again in a moment";
    }

    public static String youRunTheServer() {
        return "* you run the server now; /help operators";
    }

    /** At a door where no question is asked. */
    public static String secretBehindName() {
        return "* say the secret behind the name: /oper NAME SECRET";
    }
}
