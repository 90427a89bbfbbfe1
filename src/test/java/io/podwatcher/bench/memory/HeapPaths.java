package io.podwatcher.bench.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/**
 * What can be reached in a heap dump from some objects, by the fields that lead there. An object counts once, for the
 * path that comes first, so that the paths add up to what all of them retain together.
 */
final class HeapPaths {

    /** The objects at one path, all of one class. */
    static final class Reached {
        private final String className;
        private long objects;
        private long bytes;

        private Reached(String className) {
            this.className = className;
        }

        String className() {
            return className;
        }

        long objects() {
            return objects;
        }

        long bytes() {
            return bytes;
        }
    }

    private record Step(String path, Instance object) {}

    private final Heap heap;
    private final ObjectSizes sizes;
    private final Set<Long> seen = new HashSet<>();
    private final Map<String, Reached> byPath = new LinkedHashMap<>();
    private final Deque<Step> ahead = new ArrayDeque<>();

    HeapPaths(Heap heap, ObjectSizes sizes) {
        this.heap = heap;
        this.sizes = sizes;
    }

    /** Follows a field of the only instance of a class. */
    void follow(String className, String field) {
        Instance holder =
                (Instance) heap.getJavaClassByName(className).getInstances().get(0);
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        meet(simpleName + "." + field, (Instance) holder.getValueOfField(field));
        while (!ahead.isEmpty()) {
            Step step = ahead.pop();
            if (step.object() instanceof ObjectArrayInstance array) {
                for (Object element : array.getValues()) {
                    meet(step.path() + "[]", (Instance) element);
                }
            } else {
                for (Object value : step.object().getFieldValues()) {
                    if (value instanceof ObjectFieldValue reference
                            && !reference.getField().isStatic()) {
                        Instance target = reference.getInstance();
                        meet(path(step, reference.getField().getName(), target), target);
                    }
                }
            }
        }
    }

    /** The links of a chain are all at the path of its first. */
    private static String path(Step from, String field, Instance to) {
        boolean link = to != null && to.getJavaClass().equals(from.object().getJavaClass());
        return link ? from.path() : from.path() + "." + field;
    }

    private void meet(String path, Instance object) {
        if (object != null && seen.add(object.getInstanceId())) {
            String className = object.getJavaClass().getName();
            Reached reached = byPath.computeIfAbsent(path, key -> new Reached(className));
            reached.objects++;
            reached.bytes += sizes.of(object);
            ahead.push(new Step(path, object));
        }
    }

    Map<String, Reached> byPath() {
        return byPath;
    }
}
