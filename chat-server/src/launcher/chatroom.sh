#!/bin/sh
# Runs the jar that follows this script in the same file, with the first Java that is new enough.
# The places to look are below, at the end. CHATROOM_JAVA_OPTS holds further options of java.

oldest=21
seen=

# feature_version HOME: prints 21 for a JDK 21.0.5, as its release file says; nothing if HOME holds no Java.
feature_version() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\{0,1\}\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' "$1/release"
}

# follow FILE: prints FILE with every symbolic link at its end resolved.
follow() {
    file=$1
    while [ -h "$file" ]; do
        target=$(readlink "$file")
        case $target in
            /*) file=$target ;;
            *) file=$(dirname "$file")/$target ;;
        esac
    done
    printf '%s\n' "$file"
}

# try HOME [ARGUMENT...]: becomes the Java in HOME if that is new enough, else remembers it.
try() {
    home=$(cd -P "$1" 2>/dev/null && pwd) || return 0
    shift
    version=$(feature_version "$home")
    [ -n "$version" ] || return 0
    if [ "$version" -ge "$oldest" ]; then
        # The options are words, to be split.
        # shellcheck disable=SC2086
        exec "$home/bin/java" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Xshare:auto \
            -Djdk.nio.maxCachedBufferSize=262144 -Djdk.console=java.base ${CHATROOM_JAVA_OPTS-} -jar "$self" "$@"
    fi
    case "$seen;" in
        *" $version ($home);"*) ;;
        *) seen="$seen${seen:+;} $version ($home)" ;;
    esac
}

# is_utf8: whether the locale that is set is there, and is in UTF-8.
is_utf8() {
    [ "$(locale charmap 2>/dev/null)" = UTF-8 ]
}

# Java takes arguments for what the locale says, and they are UTF-8. Where nothing tells of locales, C.UTF-8 does no harm.
if ! is_utf8; then
    for LC_ALL in C.UTF-8 en_US.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-\{0,1\}8$' | head -n 1) C.UTF-8; do
        export LC_ALL
        ! is_utf8 || break
    done
fi

# A shell that was told to run this, `bash chatroom`, may have found it on PATH.
self=$0
[ -f "$self" ] || self=$(command -v "$0")

if [ -n "${CHATROOM_JAVA_HOME-}" ]; then
    try "$CHATROOM_JAVA_HOME" "$@"
    echo "chatroom needs Java $oldest or newer, and CHATROOM_JAVA_HOME=$CHATROOM_JAVA_HOME holds none; found:${seen:- none}." >&2
    exit 69
fi
[ -z "${JAVA_HOME-}" ] || try "$JAVA_HOME" "$@"
java=$(command -v java) && try "$(dirname "$(dirname "$(follow "$java")")")" "$@"
for home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/java \
    "${HOME-}"/.jdks/* "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
do
    try "$home" "$@"
done

echo "chatroom needs Java $oldest or newer; found:${seen:- none}. Install one, or set CHATROOM_JAVA_HOME." >&2
exit 69
