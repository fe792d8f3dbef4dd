CREATE TABLE draft (
    "row" INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    "key" TEXT NOT NULL,
    payload TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY ("row"),
    CONSTRAINT uq_draft_clerk_key UNIQUE (clerk, "key")
)

CREATE TABLE note (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (name)
)

CREATE TABLE secret (
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_secret PRIMARY KEY (name)
)

CREATE TABLE station (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    own INTEGER NOT NULL,
    CONSTRAINT pk_station PRIMARY KEY ("row"),
    CONSTRAINT uq_station_id UNIQUE (id)
)

CREATE TABLE absence (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_absence PRIMARY KEY ("row"),
    CONSTRAINT uq_absence_id UNIQUE (id),
    CONSTRAINT fk_absence_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE INDEX ix_absence_last_day ON absence (last_day, first_day)

CREATE TABLE audit_entry (
    "row" INTEGER NOT NULL,
    station INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    clock_back INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    commitment BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY ("row"),
    CONSTRAINT uq_audit_entry_station_seq UNIQUE (station, seq),
    CONSTRAINT fk_audit_entry_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE INDEX ix_audit_entry_entity_id ON audit_entry (entity_id)

CREATE TABLE audit_value (
    "row" INTEGER NOT NULL,
    station INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    salt BLOB,
    old TEXT,
    new TEXT,
    CONSTRAINT pk_audit_value PRIMARY KEY ("row"),
    CONSTRAINT uq_audit_value_station_seq UNIQUE (station, seq),
    CONSTRAINT fk_audit_value_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE body (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    name TEXT NOT NULL,
    heading TEXT NOT NULL,
    signature TEXT NOT NULL,
    signatory TEXT NOT NULL,
    recipients TEXT NOT NULL,
    CONSTRAINT pk_body PRIMARY KEY ("row"),
    CONSTRAINT uq_body_id UNIQUE (id),
    CONSTRAINT fk_body_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE calendar_day (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY ("row"),
    CONSTRAINT uq_calendar_day_id UNIQUE (id),
    CONSTRAINT fk_calendar_day_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE clerk (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    CONSTRAINT pk_clerk PRIMARY KEY ("row"),
    CONSTRAINT uq_clerk_id UNIQUE (id),
    CONSTRAINT fk_clerk_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE duty (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    kind TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    people TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_duty PRIMARY KEY ("row"),
    CONSTRAINT uq_duty_id UNIQUE (id),
    CONSTRAINT fk_duty_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE INDEX ix_duty_last_day ON duty (last_day, first_day)

CREATE TABLE entry (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    position TEXT NOT NULL,
    rank INTEGER NOT NULL,
    leader INTEGER NOT NULL,
    active INTEGER NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY ("row"),
    CONSTRAINT uq_entry_id UNIQUE (id),
    CONSTRAINT fk_entry_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE office (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    name TEXT NOT NULL,
    superior TEXT NOT NULL,
    level TEXT NOT NULL,
    code TEXT NOT NULL,
    place TEXT NOT NULL,
    term_name TEXT NOT NULL,
    term_start TEXT,
    term_end TEXT,
    profile TEXT NOT NULL,
    hours TEXT NOT NULL,
    standing_notes TEXT NOT NULL,
    CONSTRAINT pk_office PRIMARY KEY ("row"),
    CONSTRAINT uq_office_id UNIQUE (id),
    CONSTRAINT fk_office_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE setting (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("row"),
    CONSTRAINT uq_setting_id UNIQUE (id),
    CONSTRAINT fk_setting_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT uq_setting_key UNIQUE ("key")
)

CREATE TABLE recurring (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    body TEXT NOT NULL,
    pattern_id TEXT NOT NULL,
    day TEXT NOT NULL,
    last_day TEXT,
    session TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    content TEXT NOT NULL,
    chair TEXT NOT NULL,
    participants TEXT NOT NULL,
    invited TEXT NOT NULL,
    place TEXT NOT NULL,
    preparing_unit TEXT NOT NULL,
    office_lead TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    logistics TEXT NOT NULL,
    online_sites TEXT NOT NULL,
    guests TEXT NOT NULL,
    notes TEXT NOT NULL,
    secret INTEGER NOT NULL,
    status TEXT NOT NULL,
    position INTEGER NOT NULL,
    until TEXT,
    CONSTRAINT pk_recurring PRIMARY KEY ("row"),
    CONSTRAINT ck_recurring_secret_is_empty CHECK (secret = 0 OR (content = 'Công việc theo chỉ đạo' AND participants = '' AND invited = '' AND place = '' AND preparing_unit = '' AND office_lead = '' AND vehicle = '' AND logistics = '' AND online_sites = '' AND guests = '' AND notes = '')),
    CONSTRAINT uq_recurring_id UNIQUE (id),
    CONSTRAINT fk_recurring_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_recurring_body FOREIGN KEY(body) REFERENCES body (id)
)

CREATE INDEX ix_recurring_body ON recurring (body)

CREATE TABLE schedule (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    body TEXT NOT NULL,
    week TEXT NOT NULL,
    number INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    state TEXT NOT NULL,
    notes TEXT NOT NULL,
    register_number TEXT NOT NULL,
    chief_note TEXT NOT NULL,
    CONSTRAINT pk_schedule PRIMARY KEY ("row"),
    CONSTRAINT uq_schedule_id UNIQUE (id),
    CONSTRAINT fk_schedule_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_schedule_body FOREIGN KEY(body) REFERENCES body (id)
)

CREATE UNIQUE INDEX ix_schedule_body_week ON schedule (body, week) WHERE removed_at IS NULL

CREATE TABLE activity (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    schedule TEXT NOT NULL,
    day TEXT NOT NULL,
    last_day TEXT,
    session TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    content TEXT NOT NULL,
    chair TEXT NOT NULL,
    participants TEXT NOT NULL,
    invited TEXT NOT NULL,
    place TEXT NOT NULL,
    preparing_unit TEXT NOT NULL,
    office_lead TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    logistics TEXT NOT NULL,
    online_sites TEXT NOT NULL,
    guests TEXT NOT NULL,
    notes TEXT NOT NULL,
    secret INTEGER NOT NULL,
    status TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_activity PRIMARY KEY ("row"),
    CONSTRAINT ck_activity_secret_is_empty CHECK (secret = 0 OR (content = 'Công việc theo chỉ đạo' AND participants = '' AND invited = '' AND place = '' AND preparing_unit = '' AND office_lead = '' AND vehicle = '' AND logistics = '' AND online_sites = '' AND guests = '' AND notes = '')),
    CONSTRAINT uq_activity_id UNIQUE (id),
    CONSTRAINT fk_activity_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_activity_schedule FOREIGN KEY(schedule) REFERENCES schedule (id)
)

CREATE INDEX ix_activity_last_day ON activity (last_day) WHERE last_day IS NOT NULL

CREATE INDEX ix_activity_schedule ON activity (schedule)

CREATE TABLE kept_conflict (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    schedule TEXT NOT NULL,
    "key" TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_kept_conflict PRIMARY KEY ("row"),
    CONSTRAINT uq_kept_conflict_id UNIQUE (id),
    CONSTRAINT fk_kept_conflict_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_kept_conflict_schedule FOREIGN KEY(schedule) REFERENCES schedule (id)
)

CREATE UNIQUE INDEX ix_kept_conflict_schedule ON kept_conflict (schedule, "key")

CREATE TABLE version (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    schedule TEXT NOT NULL,
    number INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL,
    register_number TEXT NOT NULL,
    activities TEXT NOT NULL,
    notes TEXT NOT NULL,
    CONSTRAINT pk_version PRIMARY KEY ("row"),
    CONSTRAINT uq_version_schedule_number UNIQUE (schedule, number),
    CONSTRAINT uq_version_id UNIQUE (id),
    CONSTRAINT fk_version_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_version_schedule FOREIGN KEY(schedule) REFERENCES schedule (id)
)

CREATE TABLE version_file (
    "row" INTEGER NOT NULL,
    version TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_version_file PRIMARY KEY ("row"),
    CONSTRAINT uq_version_file_version_name UNIQUE (version, name),
    CONSTRAINT fk_version_file_version FOREIGN KEY(version) REFERENCES version (id)
)

CREATE TRIGGER version_keeps_from_update BEFORE UPDATE ON version
BEGIN
    SELECT RAISE(ABORT, 'version rows are never changed');
END

CREATE TRIGGER version_keeps_from_delete BEFORE DELETE ON version
BEGIN
    SELECT RAISE(ABORT, 'version rows are never changed');
END

CREATE TRIGGER version_file_keeps_from_update BEFORE UPDATE ON version_file
BEGIN
    SELECT RAISE(ABORT, 'version_file rows are never changed');
END

CREATE TRIGGER version_file_keeps_from_delete BEFORE DELETE ON version_file
BEGIN
    SELECT RAISE(ABORT, 'version_file rows are never changed');
END

CREATE TRIGGER audit_entry_keeps_from_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit_entry rows are never changed');
END

CREATE TRIGGER audit_entry_keeps_from_delete BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit_entry rows are never changed');
END

CREATE TRIGGER audit_value_keeps_from_update BEFORE UPDATE ON audit_value
WHEN NEW.salt IS NOT NULL OR NEW.old IS NOT NULL OR NEW.new IS NOT NULL
    OR NEW.station <> OLD.station OR NEW.seq <> OLD.seq
BEGIN
    SELECT RAISE(ABORT, 'audit_value rows are only erased');
END

CREATE TRIGGER audit_value_keeps_from_delete BEFORE DELETE ON audit_value
BEGIN
    SELECT RAISE(ABORT, 'audit_value rows are only erased');
END
