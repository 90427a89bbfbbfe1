package io.podwatcher.bench.memory;

import java.util.Map;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;

/**
 * How much heap an object of a dump takes. The dump does not tell: headers and padding are not in it. The histogram of
 * the same JVM does for objects, which are all of one size in a class; that of an array follows from its length.
 */
final class ObjectSizes {

    private static final int REFERENCE = 4;
    private static final Map<String, Integer> PRIMITIVES = Map.of(
            "byte[]",
            1,
            "boolean[]",
            1,
            "char[]",
            2,
            "short[]",
            2,
            "int[]",
            4,
            "float[]",
            4,
            "long[]",
            8,
            "double[]",
            8);

    private final ClassHistogram histogram;
    private final int arrayHeader;

    /**
     * @param histogram of the JVM that made the dump
     * @param compactHeaders whether it has {@code UseCompactObjectHeaders}
     */
    ObjectSizes(ClassHistogram histogram, boolean compactHeaders) {
        this.histogram = histogram;
        this.arrayHeader = compactHeaders ? 12 : 16;
    }

    long of(Instance object) {
        String className = object.getJavaClass().getName();
        if (object instanceof PrimitiveArrayInstance array) {
            return array(array.getLength(), PRIMITIVES.get(className));
        }
        if (object instanceof ObjectArrayInstance array) {
            return array(array.getLength(), REFERENCE);
        }
        return histogram.bytes().get(className) / histogram.instances().get(className);
    }

    private long array(int length, int elementBytes) {
        int start = elementBytes == Long.BYTES ? 16 : arrayHeader;
        return (start + (long) length * elementBytes + 7) / 8 * 8;
    }
}
