package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code --history 0} for what the web door is asked. */
@Timeout(60)
class NothingKeptTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.historyShown(0)).limit(Limit.HISTORY, 0);

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    private ChatClient afterTea() {
        ChatClient ann = server.enter("ann");
        ann.send("green tea");
        ann.sync();
        return ann;
    }

    private List<String> streamedFrom(String seen, ChatClient ann) throws Exception {
        HttpResponse<InputStream> stream =
                http.send(http.to("/rooms/lobby/events").header("Last-Event-ID", seen), BodyHandlers.ofInputStream());
        ann.send("now");
        List<String> read = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); !line.contains("\"text\":\"now\""); line = lines.readLine()) {
                read.add(line);
            }
        }
        return read;
    }

    @Test
    void curlReadsNothing() throws Exception {
        afterTea();

        assertThat(http.get("/rooms/lobby").body()).isEmpty();
        assertThat(http.get("/rooms/lobby?last=20").body()).isEmpty();
        assertThat(http.get("/rooms/lobby?last=20&before=" + Long.MAX_VALUE).body()).isEmpty();
    }

    @Test
    void aStreamThatIsTakenUpGoesOnFromNow() throws Exception {
        ChatClient ann = afterTea();

        assertThat(streamedFrom("0", ann)).noneMatch(line -> line.contains("green tea"));
        assertThat(streamedFrom("1", ann)).contains("event: missed").noneMatch(line -> line.contains("green tea"));
    }

    @Test
    void pagesAndProgramsReadAndFindNothing() throws Exception {
        afterTea();
        Client web = clients.enter("web");

        web.send("{\"do\":\"history\",\"room\":\"lobby\",\"ref\":\"h\"}");
        assertThat(web.until(message -> message.contains("\"ref\":\"h\"") && message.contains("\"done\"")))
                .noneMatch(message -> message.contains("green tea"));
        assertThat(web.send("{\"do\":\"search\",\"text\":\"green\",\"ref\":\"s\"}").next("\"ref\":\"s\""))
                .contains("\"refused\"", "\"no-history\"", "no history is kept here");
    }

    @Test
    void whatAFolderKeepsIsReadByThoseWhoAsk() throws Exception {
        server.configure(config -> config.data(DataConfig.in(folder)));
        ChatClient ann = afterTea();

        assertThat(http.get("/rooms/lobby").body()).endsWith("ann: green tea\n");
        assertThat(streamedFrom("1", ann)).anyMatch(line -> line.contains("green tea"));
        Client web = clients.enter("web");
        assertThat(web.send("{\"do\":\"search\",\"text\":\"green\",\"ref\":\"s\"}").next("\"ref\":\"s\""))
                .contains("green tea");
    }
}
