package dev.chatroom.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest, with the Java that runs it. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {program() + " (Java " + Runtime.version() + ")"};
    }

    /** The program's name and version. */
    static String program() {
        return "chatroom "
                + Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
