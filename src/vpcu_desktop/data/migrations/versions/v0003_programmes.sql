CREATE TABLE programme (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    body TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    document TEXT,
    code TEXT NOT NULL,
    notes TEXT NOT NULL,
    chief_note TEXT NOT NULL,
    CONSTRAINT pk_programme PRIMARY KEY ("row"),
    CONSTRAINT uq_programme_id UNIQUE (id),
    CONSTRAINT fk_programme_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_programme_body FOREIGN KEY(body) REFERENCES body (id)
)

CREATE TABLE wish (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    body TEXT NOT NULL,
    unit TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    content TEXT NOT NULL,
    day TEXT,
    session TEXT NOT NULL,
    start TEXT,
    time_text TEXT NOT NULL,
    chair TEXT NOT NULL,
    participants TEXT NOT NULL,
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    received_at TEXT,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT,
    CONSTRAINT pk_wish PRIMARY KEY ("row"),
    CONSTRAINT ck_wish_returned_has_reason CHECK (state <> 'returned' OR reason <> ''),
    CONSTRAINT uq_wish_id UNIQUE (id),
    CONSTRAINT fk_wish_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_wish_body FOREIGN KEY(body) REFERENCES body (id)
)

CREATE TABLE yearly_duty (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    body TEXT NOT NULL,
    content TEXT NOT NULL,
    every TEXT NOT NULL,
    month INTEGER,
    day INTEGER,
    lunar INTEGER NOT NULL,
    "group" TEXT NOT NULL,
    lead TEXT NOT NULL,
    leader TEXT NOT NULL,
    submitted_to TEXT NOT NULL,
    product TEXT NOT NULL,
    active INTEGER NOT NULL,
    CONSTRAINT pk_yearly_duty PRIMARY KEY ("row"),
    CONSTRAINT uq_yearly_duty_id UNIQUE (id),
    CONSTRAINT fk_yearly_duty_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_yearly_duty_body FOREIGN KEY(body) REFERENCES body (id)
)

CREATE TABLE kept_finding (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    programme TEXT NOT NULL,
    "key" TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_kept_finding PRIMARY KEY ("row"),
    CONSTRAINT uq_kept_finding_id UNIQUE (id),
    CONSTRAINT fk_kept_finding_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_kept_finding_programme FOREIGN KEY(programme) REFERENCES programme (id)
)

CREATE TABLE programme_item (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    programme TEXT NOT NULL,
    content TEXT NOT NULL,
    kind TEXT NOT NULL,
    "group" TEXT NOT NULL,
    lead TEXT NOT NULL,
    coordinating TEXT NOT NULL,
    prepares TEXT NOT NULL,
    submitted_to TEXT NOT NULL,
    time_text TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    ongoing INTEGER NOT NULL,
    committee_time_text TEXT NOT NULL,
    committee_earliest TEXT,
    committee_latest TEXT,
    leader TEXT NOT NULL,
    product TEXT NOT NULL,
    basis TEXT NOT NULL,
    basis_document TEXT,
    progress TEXT NOT NULL,
    progress_reason TEXT NOT NULL,
    done_on TEXT,
    result TEXT,
    note TEXT NOT NULL,
    secret INTEGER NOT NULL,
    parent TEXT,
    carried_from TEXT,
    position INTEGER NOT NULL,
    CONSTRAINT pk_programme_item PRIMARY KEY ("row"),
    CONSTRAINT ck_programme_item_secret_is_empty CHECK (secret = 0 OR (content = 'Công việc theo chỉ đạo' AND "group" = '' AND "lead" = '' AND "coordinating" = '' AND "prepares" = '' AND "product" = '' AND "basis" = '' AND "note" = '' AND "progress_reason" = '' AND basis_document IS NULL AND result IS NULL)),
    CONSTRAINT ck_programme_item_has_reason CHECK (progress NOT IN ('withdrawn', 'carried') OR progress_reason <> '' OR secret = 1),
    CONSTRAINT uq_programme_item_id UNIQUE (id),
    CONSTRAINT fk_programme_item_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_programme_item_programme FOREIGN KEY(programme) REFERENCES programme (id),
    CONSTRAINT fk_programme_item_parent FOREIGN KEY(parent) REFERENCES programme_item (id),
    CONSTRAINT fk_programme_item_carried_from FOREIGN KEY(carried_from) REFERENCES programme_item (id)
)

CREATE TABLE programme_version (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    programme TEXT NOT NULL,
    number INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    items TEXT NOT NULL,
    notes TEXT NOT NULL,
    CONSTRAINT pk_programme_version PRIMARY KEY ("row"),
    CONSTRAINT uq_programme_version_programme_number UNIQUE (programme, number),
    CONSTRAINT uq_programme_version_id UNIQUE (id),
    CONSTRAINT fk_programme_version_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_programme_version_programme FOREIGN KEY(programme) REFERENCES programme (id)
)

CREATE TABLE meeting (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    body TEXT NOT NULL,
    forum TEXT NOT NULL,
    number INTEGER,
    extraordinary INTEGER NOT NULL,
    title TEXT NOT NULL,
    day TEXT,
    time_text TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    note TEXT NOT NULL,
    activity TEXT,
    CONSTRAINT pk_meeting PRIMARY KEY ("row"),
    CONSTRAINT uq_meeting_id UNIQUE (id),
    CONSTRAINT fk_meeting_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_meeting_body FOREIGN KEY(body) REFERENCES body (id),
    CONSTRAINT fk_meeting_activity FOREIGN KEY(activity) REFERENCES activity (id)
)

CREATE TABLE placement (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    item TEXT NOT NULL,
    activity TEXT NOT NULL,
    CONSTRAINT pk_placement PRIMARY KEY ("row"),
    CONSTRAINT uq_placement_id UNIQUE (id),
    CONSTRAINT fk_placement_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_placement_item FOREIGN KEY(item) REFERENCES programme_item (id),
    CONSTRAINT fk_placement_activity FOREIGN KEY(activity) REFERENCES activity (id)
)

CREATE TABLE programme_version_file (
    "row" INTEGER NOT NULL,
    version TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_programme_version_file PRIMARY KEY ("row"),
    CONSTRAINT uq_programme_version_file_version_name UNIQUE (version, name),
    CONSTRAINT fk_programme_version_file_version FOREIGN KEY(version) REFERENCES programme_version (id)
)

CREATE TABLE agenda_item (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    meeting TEXT NOT NULL,
    item TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_agenda_item PRIMARY KEY ("row"),
    CONSTRAINT uq_agenda_item_id UNIQUE (id),
    CONSTRAINT fk_agenda_item_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_agenda_item_meeting FOREIGN KEY(meeting) REFERENCES meeting (id),
    CONSTRAINT fk_agenda_item_item FOREIGN KEY(item) REFERENCES programme_item (id)
)

CREATE UNIQUE INDEX ix_programme_period ON programme (body, kind, first_day) WHERE removed_at IS NULL

CREATE INDEX ix_wish_first_day ON wish (first_day, last_day)

CREATE UNIQUE INDEX ix_kept_finding_programme ON kept_finding (programme, "key")

CREATE INDEX ix_programme_item_carried_from ON programme_item (carried_from)

CREATE INDEX ix_programme_item_parent ON programme_item (parent)

CREATE INDEX ix_programme_item_programme ON programme_item (programme)

CREATE INDEX ix_programme_item_result ON programme_item (result) WHERE result IS NOT NULL

CREATE INDEX ix_meeting_activity ON meeting (activity)

CREATE INDEX ix_meeting_body_day ON meeting (body, day)

CREATE INDEX ix_placement_activity ON placement (activity)

CREATE INDEX ix_placement_item ON placement (item)

CREATE INDEX ix_agenda_item_item ON agenda_item (item)

CREATE INDEX ix_agenda_item_meeting ON agenda_item (meeting)

CREATE TRIGGER programme_version_keeps_from_update BEFORE UPDATE ON programme_version
BEGIN
    SELECT RAISE(ABORT, 'programme_version rows are never changed');
END

CREATE TRIGGER programme_version_keeps_from_delete BEFORE DELETE ON programme_version
BEGIN
    SELECT RAISE(ABORT, 'programme_version rows are never changed');
END

CREATE TRIGGER programme_version_file_keeps_from_update BEFORE UPDATE ON programme_version_file
BEGIN
    SELECT RAISE(ABORT, 'programme_version_file rows are never changed');
END

CREATE TRIGGER programme_version_file_keeps_from_delete BEFORE DELETE ON programme_version_file
BEGIN
    SELECT RAISE(ABORT, 'programme_version_file rows are never changed');
END
