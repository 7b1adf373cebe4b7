-- Jobs, each belonging to one person in one installation. Five columns hold text: two ids that the
-- signed token gives, one random id of 32 hexadecimal digits, and names of closed sets.
CREATE TABLE jobs (
    installation  TEXT    NOT NULL CHECK (length(installation) BETWEEN 1 AND 256),
    account       TEXT    NOT NULL CHECK (length(account) BETWEEN 1 AND 128),
    id            TEXT    NOT NULL CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
    kind          TEXT    NOT NULL CHECK (kind IN ('export', 'import')),
    state         TEXT    NOT NULL
                  CHECK (state IN ('created', 'running', 'done', 'failed', 'cancelled')),
    version_major INTEGER NOT NULL,
    version_minor INTEGER NOT NULL,
    version_patch INTEGER NOT NULL,
    exported      INTEGER NOT NULL,
    created       INTEGER NOT NULL,
    updated       INTEGER NOT NULL,
    unchanged     INTEGER NOT NULL,
    skipped       INTEGER NOT NULL,
    failed        INTEGER NOT NULL,
    drifted       INTEGER NOT NULL,
    file_ms       INTEGER NOT NULL,
    fetch_ms      INTEGER NOT NULL,
    plan_ms       INTEGER NOT NULL,
    apply_ms      INTEGER NOT NULL,
    total_ms      INTEGER NOT NULL,
    requests      INTEGER NOT NULL,
    throttled     INTEGER NOT NULL,
    retried       INTEGER NOT NULL,
    waited_ms     INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    PRIMARY KEY (installation, account, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX jobs_newest ON jobs (installation, account, created_at DESC, id DESC);
CREATE INDEX jobs_age ON jobs (created_at);
CREATE INDEX jobs_account ON jobs (account);
