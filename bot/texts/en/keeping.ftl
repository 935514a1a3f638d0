# What “innendienst check”, “backup” and “restore” say.
sound-well = All is well.
sound-ill = What begins with ✗ is wrong.
sound-rows = { $sentence }. { $count ->
    [one] 1 row.
   *[other] { $count } rows.
 }
sound-wrong = { $sentence }. { $count ->
    [one] 1 row wrong: { $rows }
   *[other] { $count } rows wrong: { $rows }
 }
sound-audit-chain = Trail of changes: unbroken and unaltered
sound-references = References: whatever is named is there
sound-people-roles = People: each with a role, contacts with their customer
sound-people-removed = Removed people: no account, no open dialogue, nothing that still goes out
sound-invitations = Invitations: used as what they were for, or not at all
sound-customers-version = Customers: every change is counted
sound-customers-parts = Addresses and contacts: of a known kind
sound-visits-versions = Visits: each earlier version is there
sound-cases-states = Cases: the state is the last one of the history
sound-cases-due = Cases: each target has its reminder
sound-cases-ended = Cases: no reminder waits for an ended one
sound-canned-answers = Canned answers: each with a title and a text
sound-follow-ups-states = Follow-ups: open or ended
sound-follow-ups-ring = Follow-ups: each open one has its reminder
sound-reminders-subjects = Reminders: each belongs to a follow-up
sound-reminders-states = Reminders: waiting or handed over
sound-reminders-failed = Reminders: none has failed
sound-reminders-times = Reminders: instant and local time agree
sound-forms = Dialogues: at most one open per person and chat
sound-files = Files: every byte is there
sound-imports-states = Imports: in a known state
sound-imports-rows = Imports: each row is applied or staged
sound-inbox-order = Inbox: in order in each chat
sound-inbox-states = Inbox: three attempts at most, what was given up with a reason
sound-outbox-states = Outbox: in a known state
sound-owners = What is under way: in the hands of a known process
sound-jobs-states = Long work: in a known state, what was given up with a reason
sound-runs = Processes: what crashed has ended

backup-done = The backup { $name } is written, { $size } MB.
backup-exists = The backup { $name } is there already and stays as it is; --force replaces it.
backup-no-backup = { $name } is no backup of this program, or damaged, and stays as it is. Please name another file.
backup-in-use = { $name } is a database in use, or lies beside one (-wal, -shm, -journal), and stays as it is. Please name another file.
backup-being-written = { $name } is being written by another “innendienst backup”.
backup-unwritable = { $name } cannot be written: { $why }

restore-done = { $name } is restored.
restore-unreadable = { $name } cannot be read: { $why }
restore-no-backup = { $name } is no backup of this program, or damaged. The database is unchanged.
restore-newer = The backup or the database belongs to a newer version of this program. The database is unchanged.
restore-not-empty = There is something in the database (DATABASE_URL) already, and it stays as it is. First move the old file away, with -wal and -shm, or make a new database on PostgreSQL.
restore-at-work = A process still works with the database, and it stays as it is. First stop “innendienst run”.
