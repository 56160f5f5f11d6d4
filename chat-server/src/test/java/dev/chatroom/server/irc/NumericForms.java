package dev.chatroom.server.irc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands behind the client's name in each numeric, by modern.ircdocs.horse, RFC 2812 section 5 and IRCv3. A form
 * that is not here is one that no document knows.
 *
 * <p>A word in lower case stands for a parameter of that kind, any other for itself, and what begins with a colon for
 * the text at the end; {@code |} parts forms that are both documented.
 */
final class NumericForms {
    /** What parameters are joined by: no line holds it. */
    private static final String BETWEEN = "\n";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("nick", "[^\\s,:!@#*?][^\\s,!@*?]*"),
            Map.entry("asked", "[^\\s:]\\S*"),
            Map.entry("channel", "#[^\\s,]+"),
            Map.entry("mask", "[^\\s!@:][^\\s!@]*![^\\s!@]+@\\S+"),
            Map.entry("server", "[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
            Map.entry("host", "[A-Za-z0-9.-]+"),
            Map.entry("number", "\\d+"),
            Map.entry("time", "\\d{10}"),
            Map.entry("word", "[^\\s:]\\S*"),
            Map.entry("star", "\\*"),
            Map.entry("letter", "(?:\\*:|\\S)"),
            Map.entry("modes", "\\+[A-Za-z]*(\n[^\\s:]\\S*)*"),
            Map.entry("tokens", "-?[A-Z0-9]+(=\\S*)?(\n-?[A-Z0-9]+(=\\S*)?){0,12}"),
            Map.entry("flags", "[HG]\\*?[@+]*[A-Za-z]*"),
            Map.entry("any", "[^:](.|\n)*|"));

    private static final Map<String, Pattern> FORMS = forms(List.of(
            "001 :Welcome to the \\S+ [Nn]etwork, \\S+!\\S+@\\S+", "002 :Your host is \\S+, running (version )?.+",
            "003 :This server was \\S+ .+", "004 server word word word|server word word word word",
            "005 tokens :are supported by this server",
            "219 letter :", "221 modes", "242 :Server Up \\d+ days \\d+:\\d\\d:\\d\\d",
            "251 :There are \\d+ users and \\d+ invisible on \\d+ servers",
            "252 number :operator\\(s\\) online", "253 number :unknown connection\\(s\\)",
            "254 number :channels formed", "255 :I have \\d+ clients and \\d+ servers",
            "265 number number :Current local users \\d+, max \\d+",
            "266 number number :Current global users \\d+, max \\d+",
            "301 nick :", "302 :(\\S+?\\*?=[+-]\\S+@\\S+( \\S+?\\*?=[+-]\\S+@\\S+)*)?", "303 :(\\S+( \\S+)*)?", "305 :",
            "306 :", "311 nick word host star :", "312 nick server :", "313 nick :", "314 nick word host star :",
            "315 asked :", "317 nick number time :", "318 asked :", "319 nick :[@+]*#\\S+( [@+]*#\\S+)*",
            "321 Channel :Users  Name", "322 channel number :", "323 :", "324 channel modes", "329 channel time",
            "331 channel :", "332 channel :.+", "333 channel mask time|channel nick time", "335 nick :",
            "338 nick word :|nick word word :", "341 nick channel", "346 channel mask mask time|channel mask",
            "347 channel :", "348 channel mask mask time|channel mask", "349 channel :", "351 word server :",
            "352 channel word host server nick flags :\\d+ .*|star word host server nick flags :\\d+ .*", "354 any",
            "353 letter channel :[@+]*[^\\s@+]\\S*( [@+]*[^\\s@+]\\S*)*", "364 server server :\\d+ .+",
            "365 star :", "366 asked :", "367 channel mask mask time", "368 channel :", "369 asked :", "371 :",
            "372 :- .*|:-", "374 :", "375 :- \\S+ [Mm]essage of the [Dd]ay -\\s?", "376 :", "379 nick :.*\\+[A-Za-z]*",
            "381 :", "391 server :", "400 asked :.+|asked asked :.+", "401 asked :", "402 asked :", "403 asked :",
            "404 channel :", "405 channel :", "406 asked :", "407 asked :", "410 asked :",
            "411 :No recipient given \\([A-Z]+\\)", "412 :", "417 :", "421 asked :", "422 :", "423 server :", "431 :",
            "432 asked :", "433 nick :", "435 asked channel :", "437 asked :", "441 nick channel :", "442 asked :",
            "443 nick channel :",
            "451 :", "461 asked :", "462 :", "464 :", "465 :", "471 channel :", "472 letter :", "473 channel :",
            "474 channel :", "475 channel :", "476 asked :", "478 channel letter :", "481 :", "482 channel :", "491 :",
            "501 :",
            "502 :", "524 asked :", "525 channel :", "696 channel letter asked :.+", "704 asked :", "705 asked :",
            "706 asked :", "671 nick :",
            "730 :\\S+!\\S+@\\S+(,\\S+!\\S+@\\S+)*", "731 :[^\\s,]+(,[^\\s,]+)*", "732 :[^\\s,]+(,[^\\s,]+)*",
            "733 :", "734 number asked :"));

    private NumericForms() {}

    /** Whether these are parameters of that numeric, without the client's name, which is the first. */
    static boolean fits(String numeric, List<String> parameters) {
        Pattern form = FORMS.get(numeric);
        return form != null && form.matcher(String.join(BETWEEN, parameters)).matches();
    }

    private static Map<String, Pattern> forms(List<String> lines) {
        Map<String, Pattern> forms = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            String all = Arrays.stream(parts[1].split("\\|", -1))
                    .map(NumericForms::pattern)
                    .collect(Collectors.joining("|"));
            forms.put(parts[0], Pattern.compile(all, Pattern.DOTALL));
        }
        return forms;
    }

    private static String pattern(String form) {
        int text = form.indexOf(':');
        String words = (text < 0 ? form : form.substring(0, text)).strip();
        String parameters = words.isEmpty()
                ? ""
                : Arrays.stream(words.split(" ", -1))
                        .map(word -> KINDS.getOrDefault(word, word))
                        .collect(Collectors.joining(BETWEEN));
        if (text < 0) {
            return parameters;
        }
        String ending = form.substring(text + 1);
        return parameters + (parameters.isEmpty() ? "" : BETWEEN) + (ending.isEmpty() ? ".*" : ending);
    }
}
