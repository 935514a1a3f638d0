# Was „innendienst check“, „backup“ und „restore“ sagen.
sound-well = Alles in Ordnung.
sound-ill = Was mit ✗ beginnt, stimmt nicht.
sound-rows = { $sentence }. { $count ->
    [one] 1 Zeile.
   *[other] { $count } Zeilen.
 }
sound-wrong = { $sentence }. { $count ->
    [one] 1 Zeile falsch: { $rows }
   *[other] { $count } Zeilen falsch: { $rows }
 }
sound-audit-chain = Spur der Änderungen: lückenlos und unverändert
sound-references = Verweise: was genannt ist, gibt es
sound-people-roles = Personen: jede mit einer Rolle, Kontakte mit ihrem Kunden
sound-people-removed = Entfernte Personen: kein Konto, kein offener Dialog, nichts, was noch hinausgeht
sound-invitations = Einladungen: eingelöst von dem, für den sie galt, oder gar nicht
sound-customers-version = Kunden: jede Änderung ist gezählt
sound-customers-parts = Anschriften und Ansprechpartner: von bekannter Art
sound-visits-versions = Besuche: jede frühere Fassung ist da
sound-cases-states = Vorgänge: der Stand ist der letzte des Verlaufs
sound-cases-due = Vorgänge: zu jeder Frist gehört ihre Erinnerung
sound-cases-ended = Vorgänge: zu beendeten wartet keine Erinnerung
sound-canned-answers = Textbausteine: jeder mit Titel und Text
sound-follow-ups-states = Wiedervorlagen: offen oder beendet
sound-follow-ups-ring = Wiedervorlagen: jede offene hat ihre Erinnerung
sound-reminders-subjects = Erinnerungen: jede gehört zu einer Wiedervorlage
sound-reminders-states = Erinnerungen: wartend oder abgegeben
sound-reminders-failed = Erinnerungen: keine ist misslungen
sound-reminders-times = Erinnerungen: Zeitpunkt und Uhrzeit vor Ort stimmen überein
sound-forms = Dialoge: je Person und Chat höchstens einer offen
sound-files = Dateien: jedes Byte ist da
sound-imports-states = Übernahmen: in bekanntem Zustand
sound-imports-rows = Übernahmen: jede Zeile ist übernommen oder steht bereit
sound-inbox-order = Eingang: in jedem Chat der Reihe nach
sound-inbox-states = Eingang: höchstens drei Versuche, Aufgegebenes mit Grund
sound-outbox-states = Ausgang: in bekanntem Zustand
sound-owners = Was gerade läuft: in der Hand eines bekannten Prozesses
sound-jobs-states = Lange Arbeiten: in bekanntem Zustand, Aufgegebenes mit Grund
sound-runs = Prozesse: was abgestürzt ist, ist beendet

backup-done = Die Sicherung { $name } ist geschrieben, { $size } MB.
backup-exists = Die Sicherung { $name } gibt es schon, und sie bleibt, wie sie ist; mit --force wird sie ersetzt.
backup-no-backup = { $name } ist keine Sicherung dieses Programms, oder beschädigt, und bleibt, wie es ist. Bitte eine andere Datei nennen.
backup-in-use = { $name } ist eine Datenbank in Gebrauch oder liegt neben einer (-wal, -shm, -journal) und bleibt, wie es ist. Bitte eine andere Datei nennen.
backup-being-written = { $name } wird gerade von einem anderen „innendienst backup“ geschrieben.
backup-unwritable = { $name } kann nicht geschrieben werden: { $why }

restore-done = { $name } ist zurückgespielt.
restore-unreadable = { $name } kann nicht gelesen werden: { $why }
restore-no-backup = { $name } ist keine Sicherung dieses Programms, oder beschädigt. Die Datenbank ist unverändert.
restore-newer = Die Sicherung oder die Datenbank gehört zu einer neueren Fassung dieses Programms. Die Datenbank ist unverändert.
restore-not-empty = In der Datenbank (DATABASE_URL) steht schon etwas, und sie bleibt, wie sie ist. Zuerst die alte Datei mit -wal und -shm wegräumen oder bei PostgreSQL eine neue Datenbank anlegen.
restore-at-work = Mit der Datenbank arbeitet noch ein Prozess, und sie bleibt, wie sie ist. Zuerst „innendienst run“ anhalten.
