package dev.chatroom.server;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatView;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.NearestWord;

/** The sentences by which the code is divided, and what virtual threads ask of it. */
@AnalyzeClasses(packages = "dev.chatroom",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestsInArchives.class})
class ArchitectureTest {
    /** When all is packaged, the tests of the core come in an archive of their own. */
    static final class NoTestsInArchives implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String CORE = "dev.chatroom.core..";
    private static final String SERVER = "dev.chatroom.server";
    private static final String DIALECT = "dev.chatroom.server.dialect";
    private static final String PLAIN = "dev.chatroom.server.plain..";
    private static final String IRC = "dev.chatroom.server.irc..";
    private static final String WEB_CHAT = "dev.chatroom.server.web.chat";
    private static final String CLI = "dev.chatroom.server.cli..";

    /** A door knows no other door, and nothing of sockets and sessions; a session knows no door. */
    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.chatroom..")
            .layer("core").definedBy(CORE)
            .layer("pace").definedBy("dev.chatroom.server.pace")
            .layer("access").definedBy("dev.chatroom.server.access")
            .layer("config").definedBy("dev.chatroom.server.config")
            .layer("tables").definedBy("dev.chatroom.server.store.tables")
            .layer("stored events").definedBy("dev.chatroom.server.store.events")
            .layer("upkeep").definedBy("dev.chatroom.server.store.upkeep")
            .layer("store").definedBy("dev.chatroom.server.store")
            .layer("cluster").definedBy("dev.chatroom.server.cluster..")
            .layer("archive").definedBy("dev.chatroom.server.archive")
            .layer("net").definedBy("dev.chatroom.server.net")
            .layer("tls").definedBy("dev.chatroom.server.tls")
            .layer("dialect").definedBy(DIALECT)
            .layer("protocol").definedBy("dev.chatroom.server.protocol")
            .layer("plain syntax").definedBy("dev.chatroom.server.plain.syntax")
            .layer("plain text").definedBy("dev.chatroom.server.plain.text")
            .layer("plain").definedBy("dev.chatroom.server.plain")
            .layer("irc").definedBy(IRC)
            .layer("http").definedBy("dev.chatroom.server.http")
            .layer("websocket").definedBy("dev.chatroom.server.websocket")
            .layer("web").definedBy("dev.chatroom.server.web..")
            .layer("client").definedBy("dev.chatroom.server.client")
            .layer("session").definedBy("dev.chatroom.server.session")
            .layer("server").definedBy(SERVER)
            .layer("bench plan").definedBy("dev.chatroom.server.bench.plan")
            .layer("bench report").definedBy("dev.chatroom.server.bench.report")
            .layer("bench load").definedBy("dev.chatroom.server.bench.load")
            .layer("bench").definedBy("dev.chatroom.server.bench")
            .layer("cli").definedBy(CLI)
            .ensureAllClassesAreContainedInArchitecture()
            .whereLayer("core").mayNotAccessAnyLayer()
            .whereLayer("pace").mayOnlyAccessLayers("core")
            .whereLayer("access").mayOnlyAccessLayers("core", "pace")
            .whereLayer("config").mayOnlyAccessLayers("core", "access")
            .whereLayer("tables").mayOnlyAccessLayers("core")
            .whereLayer("stored events").mayOnlyAccessLayers("core", "tables")
            .whereLayer("upkeep").mayOnlyAccessLayers("core", "tables", "stored events")
            .whereLayer("store").mayOnlyAccessLayers("core", "tables", "stored events", "upkeep")
            .whereLayer("cluster").mayOnlyAccessLayers("core", "config")
            .whereLayer("archive").mayOnlyAccessLayers("core", "store", "stored events", "tables")
            .whereLayer("net").mayOnlyAccessLayers("pace")
            .whereLayer("tls").mayOnlyAccessLayers("pace", "config", "net")
            .whereLayer("dialect").mayOnlyAccessLayers("core", "pace", "access")
            .whereLayer("protocol").mayOnlyAccessLayers("core", "pace", "dialect")
            .whereLayer("plain syntax").mayOnlyAccessLayers("core", "access", "dialect")
            .whereLayer("plain text").mayOnlyAccessLayers("core", "dialect", "plain syntax")
            .whereLayer("plain").mayOnlyAccessLayers(
                    "core", "pace", "access", "dialect", "protocol", "plain syntax", "plain text")
            .whereLayer("irc").mayOnlyAccessLayers("core", "pace", "access", "dialect", "protocol")
            .whereLayer("session").mayOnlyAccessLayers(
                    "core", "pace", "access", "config", "net", "dialect", "protocol", "http", "client")
            .whereLayer("http").mayOnlyAccessLayers("core", "pace", "net", "protocol")
            .whereLayer("client").mayOnlyAccessLayers("pace", "access", "dialect", "protocol", "http")
            .whereLayer("websocket").mayOnlyAccessLayers("core", "pace", "dialect", "protocol", "http")
            // People at a page type the commands of the plain door, and some pages speak IRC.
            .whereLayer("web").mayOnlyAccessLayers(
                    "core", "pace", "access", "dialect", "protocol", "http", "websocket", "plain", "plain text", "irc")
            .whereLayer("server").mayNotBeAccessedByAnyLayer()
            .whereLayer("bench plan").mayNotAccessAnyLayer()
            .whereLayer("bench report").mayOnlyAccessLayers("bench plan")
            .whereLayer("bench load").mayOnlyAccessLayers("bench plan", "bench report")
            .whereLayer("bench").mayOnlyAccessLayers("core", "bench plan", "bench report", "bench load")
            .whereLayer("cli").mayOnlyAccessLayers(
                    "core", "server", "config", "bench", "bench plan", "bench report", "archive")
            // It starts the server.
            .ignoreDependency(resideInAPackage(CLI), resideInAPackage(SERVER))
            // Words that do not exist are answered alike everywhere.
            .ignoreDependency(resideInAPackage(CLI), type(NearestWord.class));

    @ArchTest
    static final ArchRule PACKAGES_FOLLOW_ONE_ANOTHER =
            slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return SliceIdentifier.of(one.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_SOCKET_NO_COMMAND_LINE_AND_NO_LOGGING = noClasses()
            .that().resideInAPackage(CORE)
            .should().dependOnClassesThat().resideInAnyPackage(
                    "java.net..", "java.nio.channels..", "jdk.net..", "java.util.logging..", "picocli..")
            .orShould().dependOnClassesThat().areAssignableTo(System.Logger.class);

    @ArchTest
    static final ArchRule A_DIALECT_KNOWS_NO_SOCKET = noClasses()
            .that().resideInAnyPackage(DIALECT, PLAIN, IRC, WEB_CHAT)
            .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.nio.channels..", "jdk.net..");

    /** Who may see what is decided in the core, by {@link ChatView}; so no door can forget to ask. A new door is added here. */
    @ArchTest
    static final ArchRule A_DIALECT_FINDS_ROOMS_AS_ITS_USER_MAY = noClasses()
            .that().resideInAnyPackage(DIALECT, PLAIN, IRC, WEB_CHAT)
            .should().callMethod(Chat.class, "room", RoomName.class)
            .orShould().callMethod(Chat.class, "rooms");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_ITS_LIBRARY_AND_THE_LOGGING_BACKEND = noClasses()
            .that().resideOutsideOfPackage(CLI)
            .should().dependOnClassesThat().resideInAnyPackage("picocli..", "java.util.logging..");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)(\\$.*)?");

    @ArchTest
    static final ArchRule NO_METHOD_IS_SYNCHRONIZED = noMethods().should().haveModifier(SYNCHRONIZED);

    @ArchTest
    static final ArchRule NO_STATE_IS_STATIC = fields().that().haveModifier(STATIC).should().haveModifier(FINAL);

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethodWhere(target(name("sleep")));
}
