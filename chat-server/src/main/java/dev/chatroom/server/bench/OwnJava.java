package dev.chatroom.server.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How another class of this program is run in a process of its own, by the Java that runs this one. */
final class OwnJava {
    private static final String MODULE = "dev.chatroom.server";

    private OwnJava() {}

    /** The command, to which arguments may be added; further options of Java come after those of this process. */
    static List<String> command(String mainClass, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(ProcessHandle.current().info().arguments().map(List::of).orElse(List.of())));
        command.addAll(List.of(options));
        String modules = Optional.ofNullable(System.getProperty("jdk.module.path")).orElse("");
        String classes = classPath();
        if (classes.isEmpty() && !modules.isEmpty()) {
            command.addAll(List.of("--module-path", modules, "--module", MODULE + "/" + mainClass));
        } else {
            command.addAll(List.of("--class-path", absolute(classes), mainClass));
        }
        return command;
    }

    /** What this process was started from. */
    static String classPath() {
        return System.getProperty("java.class.path", "");
    }

    /** The options of a process for the virtual machine's memory, collector and properties. */
    static List<String> options(List<String> arguments) {
        return arguments.stream()
                .takeWhile(argument -> argument.startsWith("-") && !argument.equals("-jar"))
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("-D"))
                .toList();
    }

    private static String absolute(String classPath) {
        return String.join(File.pathSeparator, Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList());
    }
}
