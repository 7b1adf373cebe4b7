-- Jobs, each belonging to one person in one installation. Five columns hold text: two ids that the
-- signed token gives, one random id of 32 hexadecimal digits (ordered by its bytes, whatever the
-- locale of the database), and names of closed sets.
CREATE TABLE jobs (
    installation  TEXT    NOT NULL CHECK (length(installation) BETWEEN 1 AND 256),
    account       TEXT    NOT NULL CHECK (length(account) BETWEEN 1 AND 128),
    id            TEXT    COLLATE "C" NOT NULL
                  CHECK (length(id) = 32 AND id !~ '[^0-9a-f]'),
    kind          TEXT    NOT NULL CHECK (kind IN ('export', 'import')),
    state         TEXT    NOT NULL
                  CHECK (state IN ('created', 'running', 'done', 'failed', 'cancelled')),
    version_major BIGINT  NOT NULL,
    version_minor BIGINT  NOT NULL,
    version_patch BIGINT  NOT NULL,
    exported      BIGINT  NOT NULL,
    created       BIGINT  NOT NULL,
    updated       BIGINT  NOT NULL,
    unchanged     BIGINT  NOT NULL,
    skipped       BIGINT  NOT NULL,
    failed        BIGINT  NOT NULL,
    drifted       BIGINT  NOT NULL,
    file_ms       BIGINT  NOT NULL,
    fetch_ms      BIGINT  NOT NULL,
    plan_ms       BIGINT  NOT NULL,
    apply_ms      BIGINT  NOT NULL,
    total_ms      BIGINT  NOT NULL,
    requests      BIGINT  NOT NULL,
    throttled     BIGINT  NOT NULL,
    retried       BIGINT  NOT NULL,
    waited_ms     BIGINT  NOT NULL,
    created_at    BIGINT  NOT NULL,
    updated_at    BIGINT  NOT NULL,
    PRIMARY KEY (installation, account, id)
);

CREATE INDEX jobs_newest ON jobs (installation, account, created_at DESC, id DESC);
CREATE INDEX jobs_age ON jobs (created_at);
CREATE INDEX jobs_account ON jobs (account);
