package dev.chatroom.server.web;

import dev.chatroom.server.http.Response;
import java.util.List;

/** The fields that tell browsers what they may do with whatever comes from here: nothing that is not said. Immutable. */
final class SecurityFields {
    private static final String POLICY =
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final List<String> fields;

    /** @param embedders sites whose pages may show this one within theirs, such as {@code https://example.org} */
    SecurityFields(List<String> embedders) {
        this.fields = List.of(
                "X-Content-Type-Options: nosniff",
                "Referrer-Policy: no-referrer",
                "Cross-Origin-Resource-Policy: same-origin",
                "Cross-Origin-Opener-Policy: same-origin",
                POLICY + (embedders.isEmpty() ? "'none'" : String.join(" ", embedders)));
    }

    Response addTo(Response response) {
        Response secured = response;
        for (String field : fields) {
            secured = secured.with(field);
        }
        return secured;
    }
}
