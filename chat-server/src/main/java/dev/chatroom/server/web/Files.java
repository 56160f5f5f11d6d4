package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The page and what belongs to it, as they are in the archive of the program. They are loaded when somebody asks for the first
 * time. A name with the hash of its content never means anything else, so browsers need not ask again. For any thread.
 */
final class Files {
    /** In an order in which each comes behind those that it names. */
    private static final List<String> NAMES =
            List.of(
                    "style.css", "icon.svg", "storage.js", "text.js", "element.js", "wording.js", "connection.js",
                    "timeline.js", "conversation.js", "chat.js", "commands.js", "requests.js", "history.js",
                    "incoming.js",
                    "keeping.js", "session.js", "qr.js", "invitation.js", "row.js", "column.js", "scroll.js",
                    "sidebar.js",
                    "people.js", "header.js", "menu.js", "personmenu.js", "drawers.js", "keys.js", "composer.js",
                    "goto.js", "namedialog.js",
                    "notify.js", "search.js", "secret.js", "leaving.js", "sound.js", "app.js");

    /** The JSON Schema of the chat as JSON, and where it is. */
    private static final String SCHEMA = "schema.json";

    private static final String SCHEMA_AT = "api/" + SCHEMA;

    /** What can be asked for by HTTP, for programs that make clients (OpenAPI 3.1), and where it is. */
    private static final String OPENAPI = "openapi.json";

    private static final String OPENAPI_AT = "api/" + OPENAPI;
    private static final String API = "api.txt";
    private static final String PAGE = "index.html";
    private static final int HASH_DIGITS = 12;

    /** Null before anybody has asked. Several may load it at once; all get the same. */
    private volatile @Nullable Loaded loaded;

    private record Loaded(Map<String, File> files, String api) {}

    /** Something that a browser can have. */
    static final class File {
        private final String type;
        private final byte[] bytes;
        private final byte[] packed;
        private final String hash;
        private final boolean lasting;

        /** @param lasting whether its name means nothing else, ever */
        private File(String type, byte[] bytes, boolean lasting) {
            this.type = type;
            this.bytes = bytes;
            this.packed = Files.packed(bytes);
            this.hash = Files.hash(bytes);
            this.lasting = lasting;
        }

        Response answer(Request request) {
            String tag = "\"" + hash + "\"";
            boolean known = request.head().elements("if-none-match").anyMatch(tag::equals);
            boolean packs = request.head().elements("accept-encoding").anyMatch(one -> one.startsWith("gzip"));
            Response response = new Response(
                    known ? Status.NOT_MODIFIED : Status.OK, List.of("Content-Type: " + type),
                    known ? new byte[0] : packs ? packed : bytes)
                    .with("ETag: " + tag)
                    .with("Vary: Accept-Encoding")
                    .with("Cache-Control: " + (lasting ? "public, max-age=31536000, immutable" : "no-cache"));
            return packs && !known ? response.with("Content-Encoding: gzip") : response;
        }
    }

    /** The file at this path; the page, if it is empty. */
    Optional<File> find(String path) {
        return Optional.ofNullable(loaded().files().get(path));
    }

    /** How programs use the door, in a page of text. */
    Response api(String server) {
        return Response.text(Status.OK, loaded().api().replace("{server}", server));
    }

    private Loaded loaded() {
        Loaded all = loaded;
        if (all == null) {
            all = new Loaded(load(), new String(read(API), UTF_8));
            loaded = all;
        }
        return all;
    }

    private static Map<String, File> load() {
        Map<String, File> all = new HashMap<>();
        Map<String, String> hashed = new HashMap<>();
        for (String name : NAMES) {
            File file = file(name, withHashes(read(name), hashed), true);
            String lasting = name.replaceFirst("\\.", "-" + file.hash + ".");
            hashed.put(name, lasting);
            all.put(lasting, file);
        }
        all.put(SCHEMA_AT, file(SCHEMA, read(SCHEMA), false));
        all.put(OPENAPI_AT, file(OPENAPI, read(OPENAPI), false));
        all.put("", file(PAGE, withHashes(read(PAGE), hashed), false));
        return Map.copyOf(all);
    }

    private static byte[] withHashes(byte[] file, Map<String, String> hashed) {
        String text = new String(file, UTF_8);
        for (Map.Entry<String, String> each : hashed.entrySet()) {
            text = text.replace("./" + each.getKey(), "./" + each.getValue());
        }
        return text.getBytes(UTF_8);
    }

    private static File file(String name, byte[] bytes, boolean lasting) {
        return new File(type(name), bytes, lasting);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "json" -> name.equals(SCHEMA) ? "application/schema+json" : "application/vnd.oai.openapi+json";
            default -> throw new IllegalArgumentException("no type is known for " + name);
        };
    }

    private static byte[] read(String name) {
        try (InputStream in = Files.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the archive of the program lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return packed.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
