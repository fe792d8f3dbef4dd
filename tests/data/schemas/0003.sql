CREATE TRIGGER audit_entry_keeps_from_delete BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit_entry rows are never changed');
END

CREATE TRIGGER audit_entry_keeps_from_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit_entry rows are never changed');
END

CREATE TRIGGER audit_value_keeps_from_delete BEFORE DELETE ON audit_value
BEGIN
    SELECT RAISE(ABORT, 'audit_value rows are only erased');
END

CREATE TRIGGER audit_value_keeps_from_update BEFORE UPDATE ON audit_value
WHEN NEW.salt IS NOT NULL OR NEW.old IS NOT NULL OR NEW.new IS NOT NULL
    OR NEW.station <> OLD.station OR NEW.seq <> OLD.seq
BEGIN
    SELECT RAISE(ABORT, 'audit_value rows are only erased');
END

CREATE TRIGGER book_keeps_from_delete BEFORE DELETE ON book
BEGIN
    SELECT RAISE(ABORT, 'book rows are never deleted');
END

CREATE TRIGGER book_print_file_keeps_from_delete BEFORE DELETE ON book_print_file
WHEN NOT EXISTS (
    SELECT 1 FROM book_print JOIN document
        ON document.book = book_print.book AND document.line BETWEEN book_print.first_line AND book_print.last_line
    WHERE book_print.id = OLD.print AND (document.secrecy = 'A' OR document.state = 'moved')
)
BEGIN
    SELECT RAISE(ABORT, 'printed pages go only with a line that became too secret for them');
END

CREATE TRIGGER book_print_file_keeps_from_update BEFORE UPDATE ON book_print_file
BEGIN
    SELECT RAISE(ABORT, 'book_print_file rows are never changed');
END

CREATE TRIGGER book_print_keeps_from_delete BEFORE DELETE ON book_print
BEGIN
    SELECT RAISE(ABORT, 'book_print rows are never deleted');
END

CREATE TRIGGER book_print_keeps_from_update BEFORE UPDATE ON book_print
BEGIN
    SELECT RAISE(ABORT, 'book_print rows are never changed');
END

CREATE TRIGGER document_enters_an_open_book BEFORE INSERT ON document
WHEN NEW.book IS NOT NULL
    AND EXISTS (SELECT 1 FROM book WHERE id = NEW.book AND (closed_on IS NOT NULL OR readonly = 1))
BEGIN
    SELECT RAISE(ABORT, 'the book is closed');
END

CREATE TRIGGER document_keeps_from_delete BEFORE DELETE ON document
BEGIN
    SELECT RAISE(ABORT, 'document rows are never deleted');
END

CREATE TRIGGER document_keeps_its_number BEFORE UPDATE OF series, number, suffix ON document
WHEN OLD.number IS NOT NULL
    AND (NEW.series IS NOT OLD.series OR NEW.number IS NOT OLD.number OR NEW.suffix <> OLD.suffix)
BEGIN
    SELECT RAISE(ABORT, 'a number once given stays');
END

CREATE TRIGGER document_level_on_insert BEFORE INSERT ON document
WHEN NEW.secrecy <> '' AND (SELECT kind FROM vault) <> 'secret'
BEGIN
    SELECT RAISE(ABORT, 'a document with a level belongs into the secret vault');
END

CREATE TRIGGER document_level_on_update BEFORE UPDATE OF secrecy ON document
WHEN NEW.secrecy <> '' AND (SELECT kind FROM vault) <> 'secret'
BEGIN
    SELECT RAISE(ABORT, 'a document with a level belongs into the secret vault');
END

CREATE TRIGGER document_search_changes AFTER UPDATE ON document_search
BEGIN
    INSERT INTO document_fts (document_fts, rowid, body) VALUES ('delete', OLD."row", OLD.body);
    INSERT INTO document_fts (rowid, body) VALUES (NEW."row", NEW.body);
END

CREATE TRIGGER document_search_enters AFTER INSERT ON document_search
BEGIN
    INSERT INTO document_fts (rowid, body) VALUES (NEW."row", NEW.body);
END

CREATE TRIGGER document_search_leaves AFTER DELETE ON document_search
BEGIN
    INSERT INTO document_fts (document_fts, rowid, body) VALUES ('delete', OLD."row", OLD.body);
END

CREATE TRIGGER document_stays_as_closed
BEFORE UPDATE OF book, line, registered, code, type_name, day, issuer_name, signer ON document
WHEN OLD.book IS NOT NULL AND NEW.state <> 'moved'
    AND EXISTS (SELECT 1 FROM book WHERE id = OLD.book AND (closed_on IS NOT NULL OR readonly = 1))
BEGIN
    SELECT RAISE(ABORT, 'the book is closed');
END

CREATE TRIGGER number_entry_is_never_freed BEFORE UPDATE OF state ON number_entry
WHEN (OLD.state IN ('void', 'blank') AND NEW.state <> OLD.state)
    OR (OLD.state = 'issued' AND NEW.state NOT IN ('issued', 'void'))
BEGIN
    SELECT RAISE(ABORT, 'a number once given is never freed');
END

CREATE TRIGGER number_entry_keeps_from_delete BEFORE DELETE ON number_entry
BEGIN
    SELECT RAISE(ABORT, 'number_entry rows are never deleted');
END

CREATE TRIGGER number_entry_keeps_its_number BEFORE UPDATE OF series, value, suffix ON number_entry
WHEN NEW.series <> OLD.series OR NEW.value <> OLD.value OR NEW.suffix <> OLD.suffix
BEGIN
    SELECT RAISE(ABORT, 'a number in the ledger stays what it is');
END

CREATE TRIGGER programme_version_file_keeps_from_delete BEFORE DELETE ON programme_version_file
BEGIN
    SELECT RAISE(ABORT, 'programme_version_file rows are never changed');
END

CREATE TRIGGER programme_version_file_keeps_from_update BEFORE UPDATE ON programme_version_file
BEGIN
    SELECT RAISE(ABORT, 'programme_version_file rows are never changed');
END

CREATE TRIGGER programme_version_keeps_from_delete BEFORE DELETE ON programme_version
BEGIN
    SELECT RAISE(ABORT, 'programme_version rows are never changed');
END

CREATE TRIGGER programme_version_keeps_from_update BEFORE UPDATE ON programme_version
BEGIN
    SELECT RAISE(ABORT, 'programme_version rows are never changed');
END

CREATE TRIGGER secrecy_change_keeps_from_delete BEFORE DELETE ON secrecy_change
BEGIN
    SELECT RAISE(ABORT, 'secrecy_change rows are never deleted');
END

CREATE TRIGGER series_counts_upwards BEFORE UPDATE OF "next" ON series
WHEN NEW."next" < OLD."next" AND EXISTS (SELECT 1 FROM number_entry WHERE series = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a counter only moves upwards');
END

CREATE TRIGGER series_keeps_from_delete BEFORE DELETE ON series
BEGIN
    SELECT RAISE(ABORT, 'series rows are never deleted');
END

CREATE TRIGGER version_file_keeps_from_delete BEFORE DELETE ON version_file
BEGIN
    SELECT RAISE(ABORT, 'version_file rows are never changed');
END

CREATE TRIGGER version_file_keeps_from_update BEFORE UPDATE ON version_file
BEGIN
    SELECT RAISE(ABORT, 'version_file rows are never changed');
END

CREATE TRIGGER version_keeps_from_delete BEFORE DELETE ON version
BEGIN
    SELECT RAISE(ABORT, 'version rows are never changed');
END

CREATE TRIGGER version_keeps_from_update BEFORE UPDATE ON version
BEGIN
    SELECT RAISE(ABORT, 'version rows are never changed');
END

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

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

CREATE TABLE assignment (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    document TEXT NOT NULL,
    round TEXT NOT NULL,
    part TEXT NOT NULL,
    name TEXT NOT NULL,
    entry TEXT,
    due TEXT,
    progress TEXT NOT NULL,
    done_on TEXT,
    handed_on TEXT,
    signed_on TEXT,
    signed_by TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_assignment PRIMARY KEY ("row"),
    CONSTRAINT uq_assignment_id UNIQUE (id),
    CONSTRAINT fk_assignment_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_assignment_document FOREIGN KEY(document) REFERENCES document (id),
    CONSTRAINT fk_assignment_round FOREIGN KEY(round) REFERENCES round (id)
)

CREATE TABLE attachment (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    document TEXT NOT NULL,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY ("row"),
    CONSTRAINT uq_attachment_id UNIQUE (id),
    CONSTRAINT fk_attachment_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_attachment_document FOREIGN KEY(document) REFERENCES document (id)
)

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

CREATE TABLE book (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    organ TEXT NOT NULL,
    direction TEXT NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    secret INTEGER NOT NULL,
    volume INTEGER NOT NULL,
    series TEXT,
    position INTEGER NOT NULL,
    closed_on TEXT,
    closing TEXT NOT NULL,
    reopened_reason TEXT NOT NULL,
    readonly INTEGER NOT NULL,
    CONSTRAINT pk_book PRIMARY KEY ("row"),
    CONSTRAINT uq_book_id UNIQUE (id),
    CONSTRAINT fk_book_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_book_organ FOREIGN KEY(organ) REFERENCES organisation (id)
)

CREATE TABLE book_print (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    book TEXT NOT NULL,
    block INTEGER NOT NULL,
    first_page INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    printed_at TEXT NOT NULL,
    printed_by TEXT NOT NULL,
    CONSTRAINT pk_book_print PRIMARY KEY ("row"),
    CONSTRAINT uq_book_print_book_block UNIQUE (book, block),
    CONSTRAINT uq_book_print_id UNIQUE (id),
    CONSTRAINT fk_book_print_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_book_print_book FOREIGN KEY(book) REFERENCES book (id)
)

CREATE TABLE book_print_file (
    "row" INTEGER NOT NULL,
    print TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_book_print_file PRIMARY KEY ("row"),
    CONSTRAINT uq_book_print_file_print UNIQUE (print),
    CONSTRAINT fk_book_print_file_print FOREIGN KEY(print) REFERENCES book_print (id)
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

CREATE TABLE document (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    direction TEXT NOT NULL,
    registered TEXT NOT NULL,
    organ TEXT,
    book TEXT,
    line INTEGER,
    series TEXT,
    number INTEGER,
    suffix TEXT NOT NULL,
    code TEXT NOT NULL,
    match_key TEXT NOT NULL,
    type_abbr TEXT NOT NULL,
    type_name TEXT NOT NULL,
    day TEXT,
    issuer TEXT,
    issuer_name TEXT NOT NULL,
    subject TEXT,
    signer TEXT NOT NULL,
    signer_position TEXT NOT NULL,
    arrived_at TEXT,
    secrecy TEXT NOT NULL,
    urgency TEXT NOT NULL,
    urgency_hour TEXT,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    due TEXT,
    done_on TEXT,
    receiver TEXT NOT NULL,
    handed_on TEXT,
    pages INTEGER,
    copies INTEGER,
    circulation TEXT NOT NULL,
    envelope INTEGER NOT NULL,
    note TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY ("row"),
    CONSTRAINT ck_document_top_secret_has_no_subject CHECK (secrecy <> 'A' OR subject IS NULL),
    CONSTRAINT ck_document_void_has_reason CHECK (state <> 'void' OR void_reason <> ''),
    CONSTRAINT uq_document_id UNIQUE (id),
    CONSTRAINT fk_document_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE VIRTUAL TABLE document_fts USING fts5(
    body, content='document_search', content_rowid='row', detail=none, prefix='1 2 3 4 5 6',
    tokenize='unicode61 remove_diacritics 0'
)

CREATE TABLE document_search (
    "row" INTEGER NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_document_search PRIMARY KEY ("row")
)

CREATE TABLE dossier (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    year INTEGER NOT NULL,
    notation TEXT NOT NULL,
    title TEXT NOT NULL,
    heading TEXT NOT NULL,
    retention TEXT NOT NULL,
    creator TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_on TEXT,
    handed_on TEXT,
    handed_to TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_dossier PRIMARY KEY ("row"),
    CONSTRAINT uq_dossier_id UNIQUE (id),
    CONSTRAINT fk_dossier_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE dossier_item (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    dossier TEXT NOT NULL,
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_dossier_item PRIMARY KEY ("row"),
    CONSTRAINT uq_dossier_item_id UNIQUE (id),
    CONSTRAINT fk_dossier_item_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_dossier_item_dossier FOREIGN KEY(dossier) REFERENCES dossier (id),
    CONSTRAINT fk_dossier_item_document FOREIGN KEY(document) REFERENCES document (id)
)

CREATE TABLE draft (
    "row" INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    "key" TEXT NOT NULL,
    payload TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY ("row"),
    CONSTRAINT uq_draft_clerk_key UNIQUE (clerk, "key")
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

CREATE TABLE link (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT,
    target_text TEXT NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY ("row"),
    CONSTRAINT uq_link_id UNIQUE (id),
    CONSTRAINT fk_link_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_link_source FOREIGN KEY(source) REFERENCES document (id),
    CONSTRAINT fk_link_target FOREIGN KEY(target) REFERENCES document (id)
)

CREATE TABLE loan (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    document TEXT NOT NULL,
    user TEXT NOT NULL,
    used_on TEXT NOT NULL,
    returned_on TEXT,
    permitted_by TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_loan PRIMARY KEY ("row"),
    CONSTRAINT uq_loan_id UNIQUE (id),
    CONSTRAINT fk_loan_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_loan_document FOREIGN KEY(document) REFERENCES document (id)
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

CREATE TABLE note (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (name)
)

CREATE TABLE number_entry (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    series TEXT NOT NULL,
    value INTEGER NOT NULL,
    suffix TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT,
    document TEXT,
    secret INTEGER NOT NULL,
    token TEXT NOT NULL,
    owner TEXT NOT NULL,
    expires TEXT,
    reason TEXT NOT NULL,
    CONSTRAINT pk_number_entry PRIMARY KEY ("row"),
    CONSTRAINT uq_number_entry_series_value_suffix UNIQUE (series, value, suffix),
    CONSTRAINT ck_number_entry_void_has_reason CHECK (state <> 'void' OR reason <> ''),
    CONSTRAINT ck_number_entry_secret_names_no_document CHECK (secret = 0 OR document IS NULL),
    CONSTRAINT uq_number_entry_id UNIQUE (id),
    CONSTRAINT fk_number_entry_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_number_entry_series FOREIGN KEY(series) REFERENCES series (id)
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

CREATE TABLE office_form (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_office_form PRIMARY KEY ("row"),
    CONSTRAINT uq_office_form_id UNIQUE (id),
    CONSTRAINT fk_office_form_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT uq_office_form_code UNIQUE (code)
)

CREATE TABLE office_type (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    abbreviation TEXT NOT NULL,
    name TEXT NOT NULL,
    "group" TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    CONSTRAINT pk_office_type PRIMARY KEY ("row"),
    CONSTRAINT uq_office_type_id UNIQUE (id),
    CONSTRAINT fk_office_type_station FOREIGN KEY(station) REFERENCES station ("row")
)

CREATE TABLE organisation (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT,
    "group" TEXT NOT NULL,
    own INTEGER NOT NULL,
    spellings TEXT NOT NULL,
    address TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    predecessor TEXT,
    successor TEXT,
    CONSTRAINT pk_organisation PRIMARY KEY ("row"),
    CONSTRAINT uq_organisation_id UNIQUE (id),
    CONSTRAINT fk_organisation_station FOREIGN KEY(station) REFERENCES station ("row")
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

CREATE TABLE programme_version_file (
    "row" INTEGER NOT NULL,
    version TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_programme_version_file PRIMARY KEY ("row"),
    CONSTRAINT uq_programme_version_file_version_name UNIQUE (version, name),
    CONSTRAINT fk_programme_version_file_version FOREIGN KEY(version) REFERENCES programme_version (id)
)

CREATE TABLE recipient (
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT,
    copies INTEGER NOT NULL,
    channel TEXT NOT NULL,
    envelopes INTEGER NOT NULL,
    dispatched_on TEXT,
    signed_on TEXT,
    signed_by TEXT NOT NULL,
    copy_number INTEGER,
    recalled INTEGER NOT NULL,
    returned_on TEXT,
    note TEXT NOT NULL,
    CONSTRAINT pk_recipient PRIMARY KEY (document, position),
    CONSTRAINT fk_recipient_document FOREIGN KEY(document) REFERENCES document ("row")
)
 WITHOUT ROWID

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

CREATE TABLE round (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    leader TEXT NOT NULL,
    day TEXT NOT NULL,
    opinion TEXT NOT NULL,
    CONSTRAINT pk_round PRIMARY KEY ("row"),
    CONSTRAINT uq_round_id UNIQUE (id),
    CONSTRAINT fk_round_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_round_document FOREIGN KEY(document) REFERENCES document (id)
)

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

CREATE TABLE secrecy_change (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    document TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    day TEXT NOT NULL,
    authority TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_secrecy_change PRIMARY KEY ("row"),
    CONSTRAINT uq_secrecy_change_id UNIQUE (id),
    CONSTRAINT fk_secrecy_change_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_secrecy_change_document FOREIGN KEY(document) REFERENCES document (id)
)

CREATE TABLE secret (
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_secret PRIMARY KEY (name)
)

CREATE TABLE series (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    station INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    removed_at TEXT,
    organ TEXT NOT NULL,
    direction TEXT NOT NULL,
    "group" TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    secrecies TEXT NOT NULL,
    start INTEGER NOT NULL,
    start_reason TEXT NOT NULL,
    closed INTEGER NOT NULL,
    next INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY ("row"),
    CONSTRAINT uq_series_id UNIQUE (id),
    CONSTRAINT fk_series_station FOREIGN KEY(station) REFERENCES station ("row"),
    CONSTRAINT fk_series_organ FOREIGN KEY(organ) REFERENCES organisation (id)
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

CREATE TABLE station (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    own INTEGER NOT NULL,
    CONSTRAINT pk_station PRIMARY KEY ("row"),
    CONSTRAINT uq_station_id UNIQUE (id)
)

CREATE TABLE vault (
    "row" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_vault PRIMARY KEY ("row")
)

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

CREATE INDEX ix_absence_last_day ON absence (last_day, first_day)

CREATE INDEX ix_activity_last_day ON activity (last_day) WHERE last_day IS NOT NULL

CREATE INDEX ix_activity_schedule ON activity (schedule)

CREATE INDEX ix_agenda_item_item ON agenda_item (item)

CREATE INDEX ix_agenda_item_meeting ON agenda_item (meeting)

CREATE INDEX ix_assignment_document ON assignment (document)

CREATE INDEX ix_assignment_name ON assignment (name) WHERE removed_at IS NULL

CREATE UNIQUE INDEX ix_assignment_one_lead ON assignment (round) WHERE part = 'lead' AND removed_at IS NULL

CREATE INDEX ix_assignment_open ON assignment (due) WHERE done_on IS NULL AND removed_at IS NULL

CREATE INDEX ix_attachment_digest ON attachment (digest)

CREATE INDEX ix_attachment_document ON attachment (document)

CREATE INDEX ix_audit_entry_entity_id ON audit_entry (entity_id)

CREATE UNIQUE INDEX ix_document_book ON document (book, line) WHERE line IS NOT NULL

CREATE INDEX ix_document_day ON document (day, direction) WHERE removed_at IS NULL

CREATE INDEX ix_document_due ON document (due) WHERE due IS NOT NULL AND done_on IS NULL

CREATE INDEX ix_document_issuer ON document (issuer_name, direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_match_key ON document (match_key)

CREATE INDEX ix_document_number ON document (direction, number) WHERE removed_at IS NULL

CREATE INDEX ix_document_register ON document (direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_registered ON document (registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_removed ON document (removed_at) WHERE removed_at IS NOT NULL

CREATE INDEX ix_document_state ON document (state, direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_type ON document (type_name, direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_dossier_item_document ON dossier_item (document)

CREATE INDEX ix_dossier_item_dossier ON dossier_item (dossier)

CREATE INDEX ix_dossier_year ON dossier (year, notation)

CREATE INDEX ix_duty_last_day ON duty (last_day, first_day)

CREATE UNIQUE INDEX ix_kept_conflict_schedule ON kept_conflict (schedule, "key")

CREATE UNIQUE INDEX ix_kept_finding_programme ON kept_finding (programme, "key")

CREATE INDEX ix_link_source ON link (source)

CREATE INDEX ix_link_target ON link (target)

CREATE INDEX ix_loan_document ON loan (document)

CREATE INDEX ix_meeting_activity ON meeting (activity)

CREATE INDEX ix_meeting_body_day ON meeting (body, day)

CREATE INDEX ix_number_entry_document ON number_entry (document)

CREATE INDEX ix_number_entry_open ON number_entry (state) WHERE state = 'reserved'

CREATE INDEX ix_number_entry_token ON number_entry (token) WHERE token <> ''

CREATE INDEX ix_placement_activity ON placement (activity)

CREATE INDEX ix_placement_item ON placement (item)

CREATE INDEX ix_programme_item_carried_from ON programme_item (carried_from)

CREATE INDEX ix_programme_item_parent ON programme_item (parent)

CREATE INDEX ix_programme_item_programme ON programme_item (programme)

CREATE INDEX ix_programme_item_result ON programme_item (result) WHERE result IS NOT NULL

CREATE UNIQUE INDEX ix_programme_period ON programme (body, kind, first_day) WHERE removed_at IS NULL

CREATE INDEX ix_recipient_recalled ON recipient (returned_on) WHERE recalled = 1

CREATE INDEX ix_recurring_body ON recurring (body)

CREATE INDEX ix_round_document ON round (document)

CREATE UNIQUE INDEX ix_schedule_body_week ON schedule (body, week) WHERE removed_at IS NULL

CREATE INDEX ix_secrecy_change_document ON secrecy_change (document)

CREATE INDEX ix_series_organ ON series (organ, direction, "group")

CREATE INDEX ix_wish_first_day ON wish (first_day, last_day)
