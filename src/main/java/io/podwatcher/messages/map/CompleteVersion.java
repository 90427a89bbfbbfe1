package io.podwatcher.messages.map;

/**
 * A version up to which all changes are known. It means the same in every replica that has the same content.
 *
 * @param content identifies what maps hold at a version: the release and the settings that decide it
 * @param version the version
 * @param reachedAt when it was reached, in seconds since 1970: versions of before a restore of the API server are
 *     recognized by it
 */
public record CompleteVersion(String content, long version, long reachedAt) {}
