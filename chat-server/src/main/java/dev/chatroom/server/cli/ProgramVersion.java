package dev.chatroom.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest, with the Java that runs it. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("unpackaged");
        return new String[] {"chatroom " + version + " (Java " + Runtime.version() + ")"};
    }
}
