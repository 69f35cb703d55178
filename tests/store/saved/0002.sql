BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "card" VALUES(1,'small/gas','2026-05-03T08:30:00.000000+00:00','{"stability": 2.5}','incorrect');
CREATE TABLE counter (
    name VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
);
INSERT INTO "counter" VALUES('generation',2);
CREATE TABLE evidence (
    submission_id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    is_named BOOLEAN NOT NULL,
    PRIMARY KEY (submission_id, sheet_id),
    FOREIGN KEY(submission_id) REFERENCES submission (id),
    FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);
INSERT INTO "evidence" VALUES(1,1,0,1);
CREATE TABLE explanation (
    submission_id INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    written_by VARCHAR NOT NULL,
    call_id INTEGER,
    written_at VARCHAR(32) NOT NULL,
    PRIMARY KEY (submission_id),
    FOREIGN KEY(submission_id) REFERENCES submission (id),
    FOREIGN KEY(call_id) REFERENCES model_call (id)
);
INSERT INTO "explanation" VALUES(1,'Plants give oxygen off.','plain',2,'2026-05-03T08:30:00.000000+00:00');
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
INSERT INTO "finding" VALUES(1,1,1,'length','warn','long','2026-05-03T08:30:00.000000+00:00');
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
INSERT INTO "grade" VALUES(1,1,1,0,'incorrect',0.25,0.125,'Plants give oxygen off.','same-words','["a gas"]','["carbon dioxide"]','[[0,2],[5,6]]','2026-05-03T08:30:00.000000+00:00');
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
INSERT INTO "model_call" VALUES(1,1,'grade','abababababababababababababababababababababababababababababababab','Is it right?',7,'{"score": 0.25','2026-05-03T08:30:00.000000+00:00');
INSERT INTO "model_call" VALUES(2,1,'explanation','abababababababababababababababababababababababababababababababab','Is it right?',7,'{"score": 0.25','2026-05-03T08:30:00.000000+00:00');
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
INSERT INTO "planned" VALUES(1,0,'small/gas','new');
INSERT INTO "planned" VALUES(1,1,'small/legs','due');
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
INSERT INTO "review" VALUES(1,'disputed','I was right','2026-05-03T08:30:00.000000+00:00',1);
CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('language','de');
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
INSERT INTO "sheet" VALUES(1,1,'small/gas',1,1,0,'active','2026-05-03T08:30:00.000000+00:00','2026-05-03T08:30:00.000000+00:00');
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
INSERT INTO "sheet_version" VALUES(1,1,'Plants','Which gas do plants take in?','Oxygen – O₂','Carbon dioxide','They make sugar from it.','["carbon dioxide"]','small/food','Which gas do they give off?','Oxygen','2026-05-03T08:30:00.000000+00:00',1,'A first mistake.');
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
INSERT INTO "sitting" VALUES(1,1,'small',42,1,'2026-05-03T08:30:00.000000+00:00',NULL,'eig','["b"]',0,1);
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
INSERT INTO "student" VALUES(1,'Ada','ada','owl','2026-05-03T08:30:00.000000+00:00',NULL,NULL,0,NULL,10,'system',1.0,0,0);
INSERT INTO "student" VALUES(2,'Eve','eve','cat','2026-05-03T08:30:00.000000+00:00',X'C6AEC49CEE4806C0BD78297FCB2704EE',X'87FD18ECB4AB89A43CAECC89AE2E9A55CEB2432710C0F06558E372281012E641E63A1B7ADFDEF7FE3F30E5CBABD37BF18D4D09CBC30582DF379D3CAB186B6D2A',0,NULL,10,'system',1.0,0,0);
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
INSERT INTO "submission" VALUES(1,1,1,'small/gas','practice','oxygen','[]',0,'oxygen','2026-05-03T08:30:00.000000+00:00',1,'2026-05-03T08:30:00.000000+00:00');
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
INSERT INTO "vector" VALUES('mini',1,1,X'0000803F000000000000000000000000');
CREATE INDEX sheet_by_question ON sheet (student_id, question_id);
CREATE INDEX sheet_by_time ON sheet (student_id, updated_at);
CREATE INDEX sitting_unfinished ON sitting (student_id) WHERE ended_at IS NULL;
CREATE INDEX submission_by_question ON submission (student_id, question_id);
CREATE INDEX submission_by_time ON submission (student_id, submitted_at);
CREATE INDEX submission_unsettled ON submission (id) WHERE settled_at IS NULL;
CREATE INDEX ix_evidence_sheet_id ON evidence (sheet_id);
CREATE INDEX ix_finding_sheet_id ON finding (sheet_id);
CREATE INDEX ix_finding_submission_id ON finding (submission_id);
CREATE UNIQUE INDEX grade_standing ON grade (submission_id) WHERE is_standing = 1;
CREATE INDEX ix_grade_submission_id ON grade (submission_id);
CREATE INDEX ix_model_call_submission_id ON model_call (submission_id);
CREATE INDEX review_open ON review (queued_at) WHERE is_open = 1;
CREATE INDEX ix_sheet_version_submission_id ON sheet_version (submission_id);
CREATE TRIGGER submission_is_kept
BEFORE UPDATE OF student_id, sitting_id, question_id, purpose, text, picks, gave_up, spoken, submitted_at ON submission
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER submission_stays BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'an answer is never removed'); END;
CREATE TRIGGER sheet_version_is_kept BEFORE UPDATE ON sheet_version
BEGIN SELECT RAISE(ABORT, 'a version of a sheet is never changed'); END;
CREATE INDEX grade_by_person ON grade (submission_id) WHERE is_by_person = 1;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('student',2);
INSERT INTO "sqlite_sequence" VALUES('sitting',1);
INSERT INTO "sqlite_sequence" VALUES('submission',1);
INSERT INTO "sqlite_sequence" VALUES('model_call',2);
INSERT INTO "sqlite_sequence" VALUES('grade',1);
INSERT INTO "sqlite_sequence" VALUES('sheet',1);
INSERT INTO "sqlite_sequence" VALUES('finding',1);
COMMIT;
