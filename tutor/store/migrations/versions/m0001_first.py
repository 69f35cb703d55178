"""The first tables."""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE counter (
    name VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE student (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(80) NOT NULL,
    name_key VARCHAR NOT NULL,
    picture VARCHAR NOT NULL,
    created_at VARCHAR(32) NOT NULL,
    pin_salt BLOB,
    pin_hash BLOB,
    wrong_pins INTEGER NOT NULL,
    last_wrong_pin_at VARCHAR(32),
    daily_number INTEGER NOT NULL,
    theme VARCHAR NOT NULL,
    text_scale FLOAT NOT NULL,
    is_spacing_roomy BOOLEAN NOT NULL,
    is_motion_reduced BOOLEAN NOT NULL,
    CONSTRAINT student_name_once UNIQUE (name_key),
    CONSTRAINT student_has_name CHECK (length(trim(name)) BETWEEN 1 AND 80),
    CONSTRAINT student_pin_whole CHECK ((pin_salt IS NULL) = (pin_hash IS NULL)),
    CONSTRAINT student_wrong_pins_counted CHECK (wrong_pins >= 0),
    CONSTRAINT student_daily_number_range CHECK (daily_number BETWEEN 1 AND 100),
    CONSTRAINT student_text_scale_range CHECK (text_scale BETWEEN 0.75 AND 2.5)
);

CREATE TABLE card (
    student_id INTEGER NOT NULL,
    question_id VARCHAR NOT NULL,
    due_at VARCHAR(32) NOT NULL,
    state VARCHAR NOT NULL,
    last_verdict VARCHAR NOT NULL,
    PRIMARY KEY (student_id, question_id),
    CONSTRAINT card_verdict_known CHECK (last_verdict IN ('', 'correct', 'partial', 'incorrect', 'unsure')),
    FOREIGN KEY(student_id) REFERENCES student (id)
);

CREATE TABLE sheet (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    student_id INTEGER NOT NULL,
    question_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    times_met INTEGER NOT NULL,
    right_days INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    created_at VARCHAR(32) NOT NULL,
    updated_at VARCHAR(32) NOT NULL,
    CONSTRAINT sheet_status_known CHECK (status IN ('active', 'quarantined', 'archived')),
    CONSTRAINT sheet_version_counted CHECK (version >= 1),
    CONSTRAINT sheet_times_counted CHECK (times_met >= 0),
    CONSTRAINT sheet_days_counted CHECK (right_days >= 0),
    FOREIGN KEY(student_id) REFERENCES student (id)
);

CREATE INDEX sheet_by_question ON sheet (student_id, question_id);

CREATE INDEX sheet_by_time ON sheet (student_id, updated_at);

CREATE TABLE sitting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    student_id INTEGER NOT NULL,
    pack_id VARCHAR,
    seed INTEGER NOT NULL,
    place INTEGER NOT NULL,
    started_at VARCHAR(32) NOT NULL,
    ended_at VARCHAR(32),
    draft_text VARCHAR,
    draft_picks TEXT,
    draft_gave_up BOOLEAN,
    hints_shown INTEGER NOT NULL,
    CONSTRAINT sitting_of_student UNIQUE (id, student_id),
    CONSTRAINT sitting_place_counted CHECK (place >= 0),
    CONSTRAINT sitting_hints_counted CHECK (hints_shown >= 0),
    CONSTRAINT sitting_draft_has_picks CHECK ((draft_text IS NULL) = (draft_picks IS NULL)),
    CONSTRAINT sitting_draft_whole CHECK ((draft_text IS NULL) = (draft_gave_up IS NULL)),
    FOREIGN KEY(student_id) REFERENCES student (id)
);

CREATE INDEX sitting_unfinished ON sitting (student_id) WHERE ended_at IS NULL;

CREATE TABLE planned (
    sitting_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    question_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (sitting_id, place),
    CONSTRAINT planned_place_counted CHECK (place >= 0),
    CONSTRAINT planned_reason_known CHECK (reason IN ('due', 'mistake', 'new')),
    FOREIGN KEY(sitting_id) REFERENCES sitting (id)
);

CREATE TABLE submission (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    student_id INTEGER NOT NULL,
    sitting_id INTEGER,
    question_id VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    picks TEXT NOT NULL,
    gave_up BOOLEAN NOT NULL,
    spoken VARCHAR NOT NULL,
    submitted_at VARCHAR(32) NOT NULL,
    has_advanced BOOLEAN NOT NULL,
    settled_at VARCHAR(32),
    CONSTRAINT submission_sitting_of_student FOREIGN KEY(sitting_id, student_id) REFERENCES sitting (id, student_id),
    CONSTRAINT submission_purpose_known CHECK (purpose IN ('practice', 'check', 'retry')),
    FOREIGN KEY(student_id) REFERENCES student (id)
);

CREATE INDEX submission_by_question ON submission (student_id, question_id);

CREATE INDEX submission_by_time ON submission (student_id, submitted_at);

CREATE INDEX submission_unsettled ON submission (id) WHERE settled_at IS NULL;

CREATE TABLE vector (
    model_sha256 VARCHAR NOT NULL,
    sheet_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (model_sha256, sheet_id),
    CONSTRAINT vector_of_floats CHECK (length(data) > 0 AND length(data) % 4 = 0),
    CONSTRAINT vector_version_counted CHECK (version >= 1),
    FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);

CREATE TABLE evidence (
    submission_id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    is_named BOOLEAN NOT NULL,
    PRIMARY KEY (submission_id, sheet_id),
    FOREIGN KEY(submission_id) REFERENCES submission (id),
    FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);

CREATE INDEX ix_evidence_sheet_id ON evidence (sheet_id);

CREATE TABLE finding (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sheet_id INTEGER,
    submission_id INTEGER,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    found_at VARCHAR(32) NOT NULL,
    CONSTRAINT finding_severity_known CHECK (severity IN ('block', 'warn')),
    CONSTRAINT finding_belongs CHECK (sheet_id IS NOT NULL OR submission_id IS NOT NULL),
    FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);

CREATE INDEX ix_finding_sheet_id ON finding (sheet_id);

CREATE INDEX ix_finding_submission_id ON finding (submission_id);

CREATE TABLE grade (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    submission_id INTEGER NOT NULL,
    is_standing BOOLEAN NOT NULL,
    is_by_person BOOLEAN NOT NULL,
    verdict VARCHAR NOT NULL,
    score FLOAT NOT NULL,
    probability FLOAT NOT NULL,
    feedback VARCHAR NOT NULL,
    graded_by VARCHAR NOT NULL,
    covered TEXT NOT NULL,
    missing TEXT NOT NULL,
    matched TEXT NOT NULL,
    graded_at VARCHAR(32) NOT NULL,
    CONSTRAINT grade_verdict_known CHECK (verdict IN ('correct', 'partial', 'incorrect', 'unsure')),
    CONSTRAINT grade_score_range CHECK (score BETWEEN 0 AND 1),
    CONSTRAINT grade_probability_range CHECK (probability BETWEEN 0 AND 1),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);

CREATE UNIQUE INDEX grade_standing ON grade (submission_id) WHERE is_standing = 1;

CREATE INDEX ix_grade_submission_id ON grade (submission_id);

CREATE TABLE model_call (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    submission_id INTEGER NOT NULL,
    purpose VARCHAR NOT NULL,
    model_sha256 VARCHAR NOT NULL,
    prompt VARCHAR NOT NULL,
    seed INTEGER NOT NULL,
    reply VARCHAR NOT NULL,
    asked_at VARCHAR(32) NOT NULL,
    CONSTRAINT model_call_purpose_known CHECK (purpose IN ('grade', 'explanation')),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);

CREATE INDEX ix_model_call_submission_id ON model_call (submission_id);

CREATE TABLE review (
    submission_id INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    queued_at VARCHAR(32) NOT NULL,
    is_open BOOLEAN NOT NULL,
    PRIMARY KEY (submission_id, reason),
    CONSTRAINT review_reason_known CHECK (reason IN ('unsure', 'disputed', 'finding')),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);

CREATE INDEX review_open ON review (queued_at) WHERE is_open = 1;

CREATE TABLE sheet_version (
    sheet_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    topic VARCHAR NOT NULL,
    prompt VARCHAR NOT NULL,
    student_answer VARCHAR NOT NULL,
    model_answer VARCHAR NOT NULL,
    explanation VARCHAR NOT NULL,
    missing TEXT NOT NULL,
    passage_id VARCHAR,
    "check" VARCHAR NOT NULL,
    check_answer VARCHAR NOT NULL,
    written_at VARCHAR(32) NOT NULL,
    submission_id INTEGER,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (sheet_id, number),
    CONSTRAINT sheet_version_number_counted CHECK (number >= 1),
    FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    FOREIGN KEY(submission_id) REFERENCES submission (id)
);

CREATE INDEX ix_sheet_version_submission_id ON sheet_version (submission_id);

CREATE TABLE explanation (
    submission_id INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    written_by VARCHAR NOT NULL,
    call_id INTEGER,
    written_at VARCHAR(32) NOT NULL,
    PRIMARY KEY (submission_id),
    FOREIGN KEY(submission_id) REFERENCES submission (id),
    FOREIGN KEY(call_id) REFERENCES model_call (id)
)
"""

# What was said and what was written stays as it was, whoever writes to the file.
_KEPT = [
    """
CREATE TRIGGER submission_is_kept
BEFORE UPDATE OF student_id, sitting_id, question_id, purpose, text, picks, gave_up, spoken, submitted_at ON submission
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END
""",
    """
CREATE TRIGGER submission_stays BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'an answer is never removed'); END
""",
    """
CREATE TRIGGER sheet_version_is_kept BEFORE UPDATE ON sheet_version
BEGIN SELECT RAISE(ABORT, 'a version of a sheet is never changed'); END
""",
]


def upgrade() -> None:
    """Make the tables, the triggers and the counter."""
    for statement in _TABLES.split(";"):
        op.execute(statement.strip())
    for trigger in _KEPT:
        op.execute(trigger.strip())
    op.execute("INSERT INTO counter (name, value) VALUES ('generation', 0)")
