package io.podwatcher.model;

import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading an address, which each lookup does once. */
@State(Scope.Thread)
public class IpAddressBenchmark {

    @Param({"10.128.39.15", "fd00:42:0:1::2a7", "10.128.039.15"})
    private String address;

    /** Reads it, or finds that it is none. */
    @Benchmark
    public Optional<IpAddress> parse() {
        return IpAddress.parse(address);
    }
}
