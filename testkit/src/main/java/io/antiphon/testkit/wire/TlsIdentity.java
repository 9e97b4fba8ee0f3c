package io.antiphon.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate for {@code localhost}, made with the JDK's keytool for one test run and thrown away with it. */
public final class TlsIdentity {
    private static final String PASSWORD = "only-for-this-test";

    private final SSLContext context;
    private final Path certificate;

    private TlsIdentity(SSLContext context, Path certificate) {
        this.context = context;
        this.certificate = certificate;
    }

    /** Makes one in a folder, where nothing of these names may stand. */
    public static TlsIdentity make(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("simulator.p12");
        Path certificate = folder.resolve("simulator.pem");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-ext",
                "BC=ca:true");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new TlsIdentity(context, certificate);
        } catch (GeneralSecurityException unexpected) {
            throw new IOException("the key that keytool made cannot be read", unexpected);
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "simulator", "-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed with " + keytool.exitValue());
        }
    }

    /** The certificate in PEM, for a client that is to trust it. */
    public Path certificate() {
        return certificate;
    }

    ServerSocket serverSocket() throws IOException {
        return context.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }
}
