package io.antiphon.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constant tensors of 32-bit floats in an <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">ONNX</a>
 * file, by the name of the value that holds them, in all branches of its graph. What the graph computes is not looked at.
 */
final class OnnxConstants {
    // Field numbers of onnx.proto.
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_RAW = 9;
    private static final int TYPE_FLOAT = 1;

    private final Map<String, float[]> tensors = new HashMap<>();

    /** @throws IOException when this is no ONNX file */
    OnnxConstants(byte[] file) throws IOException {
        try {
            each(ByteBuffer.wrap(file), (field, value) -> {
                if (field == MODEL_GRAPH) {
                    graph(value);
                }
            });
        } catch (RuntimeException broken) {
            throw new IOException("not an ONNX model, or a damaged one", broken);
        }
    }

    /**
     * The floats of a constant, the last dimension fastest.
     *
     * @throws IOException when there is no such constant, or it has another size
     */
    float[] get(String name, int size) throws IOException {
        float[] tensor = tensors.get(name);
        if (tensor == null || tensor.length != size) {
            throw new IOException("the model has no constant " + name + " of " + size + " floats");
        }
        return tensor;
    }

    private void graph(ByteBuffer graph) {
        each(graph, (field, value) -> {
            if (field == GRAPH_NODE) {
                node(value);
            }
        });
    }

    private void node(ByteBuffer node) {
        String[] output = {""};
        each(node.duplicate(), (field, value) -> {
            if (field == NODE_OUTPUT) {
                output[0] = StandardCharsets.UTF_8.decode(value).toString();
            }
        });
        each(node, (field, value) -> {
            if (field == NODE_ATTRIBUTE) {
                each(value, (part, content) -> {
                    if (part == ATTRIBUTE_GRAPH) {
                        graph(content);
                    } else if (part == ATTRIBUTE_TENSOR) {
                        tensor(output[0], content);
                    }
                });
            }
        });
    }

    private void tensor(String name, ByteBuffer tensor) {
        int[] type = {0};
        each(tensor, (field, value) -> {
            if (field == TENSOR_TYPE) {
                type[0] = (int) value.getLong(0);
            } else if (field == TENSOR_RAW && type[0] == TYPE_FLOAT) {
                float[] floats = new float[value.remaining() / Float.BYTES];
                value.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
                tensors.put(name, floats);
            }
        });
    }

    private interface Field {
        /** @param value the bytes of a message, a text or packed numbers; eight bytes of a number */
        void read(int field, ByteBuffer value);
    }

    /** The <a href="https://protobuf.dev/programming-guides/encoding/">fields</a> of a message. */
    private static void each(ByteBuffer message, Field reader) {
        while (message.hasRemaining()) {
            long key = varint(message);
            ByteBuffer value = switch ((int) (key & 7)) {
                case 0 -> ByteBuffer.allocate(Long.BYTES).putLong(0, varint(message));
                case 1 -> cut(message, Long.BYTES);
                case 2 -> cut(message, (int) varint(message));
                case 5 -> cut(message, Integer.BYTES);
                default -> throw new IllegalArgumentException("wire type " + (key & 7));
            };
            reader.read((int) (key >>> 3), value);
        }
    }

    private static ByteBuffer cut(ByteBuffer from, int length) {
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
