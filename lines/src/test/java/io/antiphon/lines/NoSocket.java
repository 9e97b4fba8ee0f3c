package io.antiphon.lines;

/** A socket that leads nowhere. */
final class NoSocket implements Socket {
    @Override
    public boolean sendText(String text) {
        return true;
    }

    @Override
    public boolean sendBinary(byte[] bytes) {
        return true;
    }

    @Override
    public void close(int code, String reason) {}
}
