package dev.chatroom.server.http;

import dev.chatroom.server.pace.Workload;
import java.net.InetAddress;

/**
 * The sender of a request.
 *
 * @param address where it comes from
 * @param encrypted whether nobody on the way can read it
 * @param host the host that it is for, with its port if it names one; empty if a client of HTTP/1.0 has not said
 * @param work what has to be paid for it
 */
public record Requester(InetAddress address, boolean encrypted, String host, Workload work) {}
