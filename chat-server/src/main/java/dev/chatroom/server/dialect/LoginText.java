package dev.chatroom.server.dialect;

/** The words with which plain users are asked for secrets. */
final class LoginText {
    private LoginText() {}

    static String passwordNeeded(String server) {
        return "* " + server + " asks for a password";
    }

    static String noPassword() {
        return "* this server needs a password";
    }

    /** For a script, which cannot be asked. */
    static String passwordFirst(String server) {
        return "* " + server + " needs a password; send it as the first line";
    }

    static String askPassword() {
        return "* the password:";
    }

    static String askSecret(String name) {
        return "* the secret of " + TerminalText.clean(name) + ":";
    }

    /** For somebody who would run a server that was started so that nobody can. */
    static String noOperators() {
        return "* nobody runs this server: it was started without --operator";
    }

    static String wrongSecret() {
        return "* that is not right";
    }

    static String crowded() {
        return "* too many passwords wait to be checked; try again in a minute";
    }

    static String youRunTheServer() {
        return "* you run the server now; /help operators";
    }
}
