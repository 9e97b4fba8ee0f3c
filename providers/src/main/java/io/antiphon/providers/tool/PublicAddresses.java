package io.antiphon.providers.tool;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of hosts and leaves out those that are not of the open internet, so that a connection is made to
 * what was looked at and to nothing else, whatever a name is changed to meanwhile.
 */
final class PublicAddresses implements DnsResolver {
    /** No address of a host is one of the open internet. */
    static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> open = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (isPublic(address)) {
                open.add(address);
            }
        }
        if (open.isEmpty()) {
            throw new NotPublic(host);
        }
        return open.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether the IANA registries of special-purpose addresses (RFC 6890) leave it to the open internet. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        int a = bytes[from] & 0xff;
        int b = bytes[from + 1] & 0xff;
        int c = bytes[from + 2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> b != 168 && !(b == 0 && (c == 0 || c == 2)) && !(b == 88 && c == 99);
            case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224;
        };
    }

    private static boolean isPublic6(byte[] bytes) {
        if ((bytes[0] & 0xe0) != 0x20) {
            // Outside 2000::/3 only NAT64 leads into the open internet, to the address at its end.
            byte[] nat64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
            return Arrays.equals(bytes, 0, 12, nat64, 0, 12) && isPublic4(bytes, 12);
        }
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean special = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0;
        boolean documentation = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8;
        return !special && !documentation && (!sixToFour || isPublic4(bytes, 2));
    }
}
