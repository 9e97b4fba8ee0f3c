package io.antiphon.control.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which account the server's programs run: PostgreSQL refuses to be root.
 *
 * <p>An ordinary user runs it as himself. Root runs it inside a user namespace of its own, where the files stay root's
 * and the process is nobody; where namespaces are forbidden, as in most containers, it runs as nobody outright and the
 * cluster belongs to nobody. A cluster that belongs to some other user is run as that user.
 *
 * @param prefix command that changes the account, to be put in front
 * @param user owner of the cluster's files
 * @param group group of the cluster's files
 */
record Account(List<String> prefix, int user, int group) {
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "true");

    Account {
        prefix = List.copyOf(prefix);
    }

    /** The account for the cluster at {@code cluster}, which need not exist yet. */
    static Account of(Path cluster) throws IOException, InterruptedException {
        int self = number(Path.of("/proc/self"), "uid");
        int owner = Files.exists(cluster) ? number(cluster, "uid") : self;
        if (self != 0) {
            if (owner != self) {
                throw new StorageFailure("the database in " + cluster + " belongs to user number " + owner
                        + " but this process runs as " + self + ": start it as the user who created it");
            }
            return new Account(named(self), self, number(Path.of("/proc/self"), "gid"));
        }
        if (owner != 0) {
            return lowered(owner, number(cluster, "gid"));
        }
        return works("unshare", "-U", "true") ? new Account(List.of("unshare", "-U"), 0, 0) : lowered(NOBODY, NOBODY);
    }

    /** Whether it may lack rights that this process has. */
    boolean isLowered() {
        return prefix.contains("setpriv");
    }

    /** The command under this account. */
    List<String> command(List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Makes everything below {@code root} this account's. */
    void own(Path root) throws IOException {
        if (number(root, "uid") != user) {
            Folders.give(root, user, group);
        }
    }

    /** The server's set-up asks for the user's name, which in some containers nobody gave; in a namespace it is nobody. */
    private static List<String> named(int self) throws InterruptedException {
        if (works("id", "-un")) {
            return List.of();
        }
        if (works(NAMESPACE.toArray(String[]::new))) {
            return NAMESPACE.subList(0, 2);
        }
        throw new StorageFailure("this process runs as user number " + self + ", who has no name on this machine, and"
                + " PostgreSQL asks for one: add the user to /etc/passwd or set DATABASE_URL");
    }

    private static Account lowered(int user, int group) throws IOException, InterruptedException {
        var prefix = List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
        var probe = new ArrayList<>(prefix);
        probe.add("true");
        if (!works(probe.toArray(String[]::new))) {
            throw new StorageFailure("PostgreSQL refuses to run as root, and neither unshare nor setpriv (package"
                    + " util-linux) can lower its rights here: start as an ordinary user or set DATABASE_URL");
        }
        return new Account(prefix, user, group);
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static int number(Path path, String attribute) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + attribute);
    }
}
