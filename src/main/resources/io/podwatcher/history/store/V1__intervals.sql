-- Written for H2 and PostgreSQL alike.

-- One series of observations, by one process at a time. A process that starts continues one that nobody holds.
CREATE TABLE recorder (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The process that writes, empty when it has ended.
    holder VARCHAR(64) NOT NULL,
    -- How many batches have been written: a batch whose outcome was lost with a connection is not written twice.
    batches BIGINT NOT NULL,
    -- By the database's clock.
    written_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The times that a recorder covers. Between them it knows nothing.
CREATE TABLE coverage (
    recorder BIGINT NOT NULL REFERENCES recorder (id) ON DELETE CASCADE,
    began TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (recorder, began)
);

-- Who owned an IP while the recorder covered it: certainly from began to ended, possibly between began_after and
-- ended_before. While it lasts, both ends are in the year 9999.
CREATE TABLE ownership (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorder BIGINT NOT NULL REFERENCES recorder (id) ON DELETE CASCADE,
    ip VARCHAR(39) NOT NULL,
    -- owned; or ambiguous or host_network, which have no pod
    state VARCHAR(12) NOT NULL,
    uid VARCHAR(64) NOT NULL,
    namespace VARCHAR(253) NOT NULL,
    name VARCHAR(253) NOT NULL,
    node VARCHAR(253) NOT NULL,
    service_account VARCHAR(253) NOT NULL,
    owner_kind VARCHAR(253),
    owner_name VARCHAR(253),
    start_time VARCHAR(40),
    -- JSON: the pods that claimed it, if it was ambiguous
    claimants VARCHAR(20000),
    began_after TIMESTAMP(6) WITH TIME ZONE,
    began TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_before TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- One row: what ended before this moment may have been removed, so nothing is known of it.
CREATE TABLE retention (
    kept_from TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
INSERT INTO retention (kept_from) VALUES (TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00');

CREATE INDEX ownership_by_ip ON ownership (ip, recorder, ended_before);
CREATE INDEX ownership_by_uid ON ownership (uid);
CREATE INDEX ownership_by_name ON ownership (namespace, name);
CREATE INDEX ownership_by_end ON ownership (ended_before);
