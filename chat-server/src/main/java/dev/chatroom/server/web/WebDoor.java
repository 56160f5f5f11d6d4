package dev.chatroom.server.web;

import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.http.Request;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.web.chat.AbsentUsers;
import dev.chatroom.server.websocket.Handshake;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is at the addresses of the web door. For any thread. */
public final class WebDoor implements HttpHandler {
    private static final String READ = "GET, HEAD, OPTIONS";

    private final ServerContext context;
    private final Function<String, Profile> profiles;
    private final WebSites sites;
    private final SecurityFields security;
    private final BasicLogin login;
    private final RoomReader reader;
    private final Posting posting;
    private final Subprotocols subprotocols;
    private final Files files = new Files();

    /**
     * The door of a server.
     *
     * @param profiles what may be known of people by the address that they come from
     * @param absent those whose names may be taken by whoever comes back without them
     * @param hosts the names by which it is known, besides its addresses
     * @param origins pages elsewhere that may use it, such as {@code https://example.org}
     * @param embedders sites whose pages may show its page within theirs
     */
    public WebDoor(
            ServerContext context, Function<String, Profile> profiles, AbsentUsers absent, List<String> hosts,
            List<String> origins, List<String> embedders) {
        this.context = context;
        this.profiles = profiles;
        this.sites = new WebSites(hosts, origins);
        this.security = new SecurityFields(embedders);
        this.login = new BasicLogin(context.access());
        this.reader = new RoomReader(context);
        this.posting = new Posting(context);
        this.subprotocols = new Subprotocols(context, absent);
    }

    @Override
    public Response refusal(Status status, String why) {
        return security.addTo(Response.text(status, why + "\n"));
    }

    @Override
    public Optional<Answer.Upgrade> upgrade(Request request) {
        boolean may = isUpgrade(request) && sites.isKnown(request) && sites.mayAct(request);
        return may && subprotocols.answer(request) instanceof Answer.Upgrade upgrade
                ? Optional.of(upgrade)
                : Optional.empty();
    }

    /** Each IRC client of the web has its own idea of the path. */
    private static boolean isUpgrade(Request request) {
        return request.head().target().path().size() == 1 && Handshake.isAskedFor(request.head());
    }

    @Override
    public Answer answer(Request request, Workload work) throws InterruptedException {
        if (!sites.isKnown(request)) {
            return refused(Status.MISDIRECTED, "This server is not known by that name; --web-host NAME lets it be.");
        }
        String method = request.head().method();
        boolean acts = method.equals("POST") || Handshake.isAskedFor(request.head());
        if (acts && !sites.mayAct(request)) {
            return refused(Status.FORBIDDEN, "Pages from elsewhere may not do that; --web-origin URL lets one.");
        }
        try {
            return switch (route(request, work)) {
                case Answer.Whole(Response response) -> new Answer.Whole(security.addTo(response));
                case Answer.Endless(Response head, Answer.Source source) ->
                    new Answer.Endless(security.addTo(head), source);
                case Answer.Upgrade upgrade -> upgrade;
            };
        } catch (UnreadableHistoryException unreadable) {
            return refused(Status.UNAVAILABLE, "What is kept cannot be read at the moment. Try again later.");
        }
    }

    private Answer route(Request request, Workload work) throws InterruptedException {
        List<String> path = request.head().target().path();
        String first = path.getFirst();
        if (!first.equals("health")) {
            work.address().markBrowsed();
        }
        if (isUpgrade(request)) {
            return subprotocols.answer(request);
        }
        return switch (path.size()) {
            case 1 -> switch (first) {
                case "ws" -> subprotocols.answer(request);
                case "health" -> read(request, this::health);
                case "rooms" -> visited(request, READ, visitor -> reader.rooms(request, visitor, work));
                case "api" -> read(request, () -> files.api(context.name()));
                default -> file(request, first);
            };
            case 2 -> first.equals("rooms")
                    ? visited(request, READ + ", POST", visitor -> room(request, path.get(1), visitor, work))
                    : file(request, first + "/" + path.get(1));
            case 3 -> first.equals("rooms") && path.get(2).equals("events")
                    ? visited(request, READ, visitor -> named(path.get(1))
                            .map(name -> reader.follow(request, name, visitor, work))
                            .orElseGet(WebDoor::nothing))
                    : nothing();
            default -> nothing();
        };
    }

    /** For load balancers: whoever comes to another server then can speak. */
    private Response health() {
        return context.chat().isCutOff()
                ? Response.text(Status.UNAVAILABLE, "cut off from the other servers\n")
                : Response.text(Status.OK, "ok\n");
    }

    private Answer file(Request request, String path) {
        return files.find(path)
                .map(file -> read(request, () -> file.answer(request)))
                .orElseGet(WebDoor::nothing);
    }

    private Answer room(Request request, String written, Visitor visitor, Workload work) {
        Optional<RoomName> name = named(written);
        if (request.head().method().equals("POST")) {
            return new Answer.Whole(posting.post(request, written, visitor));
        }
        return name.map(known -> reader.messages(request, known, visitor, work)).orElseGet(WebDoor::nothing);
    }

    private Optional<RoomName> named(String written) {
        return RoomNameRules.parse(written, context.chat().limits()) instanceof Done<RoomName>(RoomName name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private interface Reading {
        Response read();
    }

    private static Answer read(Request request, Reading reading) {
        return allowed(request, READ).orElseGet(() -> new Answer.Whole(reading.read()));
    }

    private interface Visit {
        Answer by(Visitor visitor);
    }

    /** Answers somebody who has said the password, if one is needed. */
    private Answer visited(Request request, String methods, Visit visit) throws InterruptedException {
        Optional<Answer> refused = allowed(request, methods);
        if (refused.isPresent()) {
            return refused.get();
        }
        Visitor visitor = Visitor.from(context, profiles, request);
        Optional<Response> shut = login.refusal(request, visitor);
        return shut.isPresent() ? new Answer.Whole(shut.get()) : visit.by(visitor);
    }

    /** The answer to a method that asks for nothing, or that is not for this. */
    private static Optional<Answer> allowed(Request request, String methods) {
        String method = request.head().method();
        if (method.equals("OPTIONS")) {
            return Optional.of(new Answer.Whole(
                    new Response(Status.NO_CONTENT, List.of("Allow: " + methods), new byte[0])));
        }
        return List.of(methods.split(", ", -1)).contains(method)
                ? Optional.empty()
                : Optional.of(new Answer.Whole(
                        Response.text(Status.METHOD_NOT_ALLOWED, "That is not done here: " + methods + ".\n")
                                .with("Allow: " + methods)));
    }

    private static Answer nothing() {
        return new Answer.Whole(Response.text(Status.NOT_FOUND, "There is nothing here. /api says what there is.\n"));
    }

    private Answer refused(Status status, String why) {
        return new Answer.Whole(refusal(status, why));
    }
}
