package io.antiphon.server.wiring;

import io.antiphon.server.configuration.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/** Where the server is to listen. */
record ListenAddress(String host, int port) {
    static ListenAddress of(Configuration.Web web) {
        return new ListenAddress(web.host(), web.port());
    }

    /**
     * Looks whether it is to be had, before a database is started for nothing.
     *
     * @throws StartFailure when it is not
     */
    void check() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw new StartFailure(notHere(), null);
            }
            listen(address);
        } catch (IOException unknown) {
            throw new StartFailure(notHere(), unknown);
        }
    }

    /**
     * Looks whether nobody but this machine can reach it.
     *
     * @throws StartFailure when others can
     */
    void checkLoopback() {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (IOException unknown) {
            throw new StartFailure(notHere(), unknown);
        }
        throw new StartFailure(
                "--dev-no-auth lets everybody in who reaches the server, and SERVER_HOST " + host
                        + " can be reached from other machines: say SERVER_HOST=127.0.0.1, or leave it out.",
                null);
    }

    private void listen(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException failure) {
            throw new StartFailure(taken(), failure);
        }
    }

    String taken() {
        return "SERVER_PORT " + port + " is taken or not allowed: another server may be running; say --port N for"
                + " another one.";
    }

    private String notHere() {
        return "SERVER_HOST " + host
                + " is no address of this machine: 127.0.0.1 is, and 0.0.0.0 stands for all of them.";
    }
}
