CREATE TABLE document_search (
    "row" INTEGER NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_document_search PRIMARY KEY ("row")
)

CREATE TABLE vault (
    "row" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_vault PRIMARY KEY ("row")
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

CREATE UNIQUE INDEX ix_document_book ON document (book, line) WHERE line IS NOT NULL

CREATE INDEX ix_document_due ON document (due) WHERE due IS NOT NULL AND done_on IS NULL

CREATE INDEX ix_document_match_key ON document (match_key)

CREATE INDEX ix_document_register ON document (direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_registered ON document (registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_number ON document (direction, number) WHERE removed_at IS NULL

CREATE INDEX ix_document_day ON document (day, direction) WHERE removed_at IS NULL

CREATE INDEX ix_document_issuer ON document (issuer_name, direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_type ON document (type_name, direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_state ON document (state, direction, registered) WHERE removed_at IS NULL

CREATE INDEX ix_document_removed ON document (removed_at) WHERE removed_at IS NOT NULL

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

CREATE INDEX ix_dossier_year ON dossier (year, notation)

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

CREATE INDEX ix_attachment_digest ON attachment (digest)

CREATE INDEX ix_attachment_document ON attachment (document)

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

CREATE INDEX ix_dossier_item_document ON dossier_item (document)

CREATE INDEX ix_dossier_item_dossier ON dossier_item (dossier)

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

CREATE INDEX ix_link_source ON link (source)

CREATE INDEX ix_link_target ON link (target)

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

CREATE INDEX ix_loan_document ON loan (document)

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

CREATE INDEX ix_recipient_recalled ON recipient (returned_on) WHERE recalled = 1

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

CREATE INDEX ix_round_document ON round (document)

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

CREATE INDEX ix_secrecy_change_document ON secrecy_change (document)

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

CREATE INDEX ix_series_organ ON series (organ, direction, "group")

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

CREATE INDEX ix_assignment_document ON assignment (document)

CREATE UNIQUE INDEX ix_assignment_one_lead ON assignment (round) WHERE part = 'lead' AND removed_at IS NULL

CREATE INDEX ix_assignment_name ON assignment (name) WHERE removed_at IS NULL

CREATE INDEX ix_assignment_open ON assignment (due) WHERE done_on IS NULL AND removed_at IS NULL

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

CREATE INDEX ix_number_entry_document ON number_entry (document)

CREATE INDEX ix_number_entry_open ON number_entry (state) WHERE state = 'reserved'

CREATE INDEX ix_number_entry_token ON number_entry (token) WHERE token <> ''

CREATE TABLE book_print_file (
    "row" INTEGER NOT NULL,
    print TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_book_print_file PRIMARY KEY ("row"),
    CONSTRAINT uq_book_print_file_print UNIQUE (print),
    CONSTRAINT fk_book_print_file_print FOREIGN KEY(print) REFERENCES book_print (id)
)

INSERT INTO vault (kind) VALUES ('ordinary')

CREATE VIRTUAL TABLE document_fts USING fts5(
    body, content='document_search', content_rowid='row', detail=none, prefix='1 2 3 4 5 6',
    tokenize='unicode61 remove_diacritics 0'
)

INSERT INTO document_fts (document_fts, rank) VALUES ('secure-delete', 1)

CREATE TRIGGER document_search_enters AFTER INSERT ON document_search
BEGIN
    INSERT INTO document_fts (rowid, body) VALUES (NEW."row", NEW.body);
END

CREATE TRIGGER document_search_leaves AFTER DELETE ON document_search
BEGIN
    INSERT INTO document_fts (document_fts, rowid, body) VALUES ('delete', OLD."row", OLD.body);
END

CREATE TRIGGER document_search_changes AFTER UPDATE ON document_search
BEGIN
    INSERT INTO document_fts (document_fts, rowid, body) VALUES ('delete', OLD."row", OLD.body);
    INSERT INTO document_fts (rowid, body) VALUES (NEW."row", NEW.body);
END

CREATE TRIGGER document_keeps_from_delete BEFORE DELETE ON document
BEGIN
    SELECT RAISE(ABORT, 'document rows are never deleted');
END

CREATE TRIGGER number_entry_keeps_from_delete BEFORE DELETE ON number_entry
BEGIN
    SELECT RAISE(ABORT, 'number_entry rows are never deleted');
END

CREATE TRIGGER series_keeps_from_delete BEFORE DELETE ON series
BEGIN
    SELECT RAISE(ABORT, 'series rows are never deleted');
END

CREATE TRIGGER book_keeps_from_delete BEFORE DELETE ON book
BEGIN
    SELECT RAISE(ABORT, 'book rows are never deleted');
END

CREATE TRIGGER secrecy_change_keeps_from_delete BEFORE DELETE ON secrecy_change
BEGIN
    SELECT RAISE(ABORT, 'secrecy_change rows are never deleted');
END

CREATE TRIGGER book_print_keeps_from_delete BEFORE DELETE ON book_print
BEGIN
    SELECT RAISE(ABORT, 'book_print rows are never deleted');
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

CREATE TRIGGER book_print_keeps_from_update BEFORE UPDATE ON book_print
BEGIN
    SELECT RAISE(ABORT, 'book_print rows are never changed');
END

CREATE TRIGGER book_print_file_keeps_from_update BEFORE UPDATE ON book_print_file
BEGIN
    SELECT RAISE(ABORT, 'book_print_file rows are never changed');
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

CREATE TRIGGER document_keeps_its_number BEFORE UPDATE OF series, number, suffix ON document
WHEN OLD.number IS NOT NULL
    AND (NEW.series IS NOT OLD.series OR NEW.number IS NOT OLD.number OR NEW.suffix <> OLD.suffix)
BEGIN
    SELECT RAISE(ABORT, 'a number once given stays');
END

CREATE TRIGGER document_enters_an_open_book BEFORE INSERT ON document
WHEN NEW.book IS NOT NULL
    AND EXISTS (SELECT 1 FROM book WHERE id = NEW.book AND (closed_on IS NOT NULL OR readonly = 1))
BEGIN
    SELECT RAISE(ABORT, 'the book is closed');
END

CREATE TRIGGER document_stays_as_closed
BEFORE UPDATE OF book, line, registered, code, type_name, day, issuer_name, signer ON document
WHEN OLD.book IS NOT NULL AND NEW.state <> 'moved'
    AND EXISTS (SELECT 1 FROM book WHERE id = OLD.book AND (closed_on IS NOT NULL OR readonly = 1))
BEGIN
    SELECT RAISE(ABORT, 'the book is closed');
END

CREATE TRIGGER number_entry_keeps_its_number BEFORE UPDATE OF series, value, suffix ON number_entry
WHEN NEW.series <> OLD.series OR NEW.value <> OLD.value OR NEW.suffix <> OLD.suffix
BEGIN
    SELECT RAISE(ABORT, 'a number in the ledger stays what it is');
END

CREATE TRIGGER number_entry_is_never_freed BEFORE UPDATE OF state ON number_entry
WHEN (OLD.state IN ('void', 'blank') AND NEW.state <> OLD.state)
    OR (OLD.state = 'issued' AND NEW.state NOT IN ('issued', 'void'))
BEGIN
    SELECT RAISE(ABORT, 'a number once given is never freed');
END

CREATE TRIGGER series_counts_upwards BEFORE UPDATE OF "next" ON series
WHEN NEW."next" < OLD."next" AND EXISTS (SELECT 1 FROM number_entry WHERE series = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a counter only moves upwards');
END
