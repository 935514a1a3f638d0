# Besuche: festhalten, ändern, zurücknehmen, auflisten.
visit-form = ein Besuch
visit-save = Besuch speichern
visit-head = <b>Besuch · { $customer }</b> ({ $customer_number })
visit-rep = <b>Wer war dort?</b>
visit-rep-unknown = Bitte auf einen der Namen tippen.
visit-rep-gone = Diese Person hat keinen Zugang mehr. Bitte den Besuch neu aufnehmen.
visit-customer = <b>Bei wem waren Sie?</b> Name, Ort oder Nummer schreiben, oder:
visit-customer-which = <b>Welcher { $name }?</b>
visit-customer-none = Keiner davon
visit-customer-kind = Hier brauche ich den Kunden: Name, Ort oder Nummer.
visit-customer-unknown = „{ $words }“ finde ich nicht. Ein Teil des Namens, der Ort oder die Kundennummer genügt, etwa „huber augsburg“.
visit-customer-change = Kunde
visit-found = <b>Gefunden:</b>
visit-choice = { $name }
visit-by = 👤 { $rep }
visit-at = Wann war der Besuch? Zum Beispiel „gestern 15 Uhr“ oder „20.11. 9:30“.
visit-at-which = Wann genau war der Besuch?
visit-at-hour = { $day }: Um wie viel Uhr? Antippen oder schreiben, etwa „14:30“.
visit-at-kind = Hier brauche ich einen Tag oder eine Uhrzeit, etwa „gestern 15 Uhr“.
visit-at-unknown = Das verstehe ich nicht als Zeit. Möglich ist etwa „gestern 15 Uhr“, „Freitag 9:30“ oder „20.11.“.
visit-at-future = Das liegt in der Zukunft. Ein Besuch wird erst festgehalten, wenn er stattgefunden hat, etwa „heute 9 Uhr“.
visit-at-change = Zeit
visit-time = 📅 { $at }
visit-which_follow_up = Wann nachfassen?
visit-result = Wie ging es aus?
visit-result-change = Ergebnis
visit-result-line = Ergebnis: { $result }
visit-result-order = Auftrag
visit-result-quote_wanted = Angebot gewünscht
visit-result-interested = Interesse
visit-result-no_need = Kein Bedarf
visit-result-not_met = Nicht angetroffen
visit-result-problem = Problem
visit-result-other = Anderes
visit-notes = Notiz? Text, Sprachnachricht, Foto, Datei, auch mehrere.
visit-notes-change = Notiz
visit-notes-drop = Text löschen
visit-notes-kind = Als Notiz nehme ich Text, Sprachnachrichten, Fotos, Videos und Dateien.
visit-notes-long = Die Notiz wird zu lang; 12.000 Zeichen passen hinein. Längeres bitte als Datei schicken.
visit-notes-line = 💬 { $notes }
visit-files-line = 📎 { $what }
visit-count-photo = { $count ->
    [one] 1 Foto
   *[other] { $count } Fotos
 }
visit-count-voice = { $count ->
    [one] 1 Sprachnachricht
   *[other] { $count } Sprachnachrichten
 }
visit-count-video = { $count ->
    [one] 1 Video
   *[other] { $count } Videos
 }
visit-count-video_note = { $count ->
    [one] 1 Videonachricht
   *[other] { $count } Videonachrichten
 }
visit-count-animation = { $count ->
    [one] 1 Animation
   *[other] { $count } Animationen
 }
visit-count-audio = { $count ->
    [one] 1 Tondatei
   *[other] { $count } Tondateien
 }
visit-count-document = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
 }
visit-file-big = Diese Datei ist größer als 20 MB; mehr gibt Telegram nicht heraus. Bitte kleiner schicken, etwa als Foto.
visit-files-many = Mehr als { $most } Dateien passen nicht zu einem Besuch.
visit-file-late = ⚠ Eine Datei konnte ich noch nicht sichern. Sie liegt bei Telegram und bleibt beim Besuch abrufbar.
visit-follow_up = Wiedervorlage? Ein Tag, oder in Worten wie „Freitag 10 Uhr“.
visit-follow_up-change = Wiedervorlage
visit-follow-up-line = ⏰ Nachfassen: { $due }
visit-search = Stattdessen suchen

visit-saved = ✅ <b>Besuch { $number } gespeichert</b> · { $customer }, { $at }
visit-changed = ✅ <b>Besuch { $number } geändert</b> · { $customer }, { $at }
visit-attach = Foto anhängen
visit-undo = Rückgängig
visit-undo-late = Besuch { $number } ist länger als zehn Minuten gespeichert; hier können Sie ihn ändern.
visit-undone = Besuch { $number } ist zurückgenommen.
visit-was-undone = Besuch { $number } ist zurückgenommen.
visit-log-again = Neu aufnehmen
visit-head-saved = <b>Besuch { $number } · { $customer }</b> ({ $customer_number })
visit-edit = Bearbeiten
visit-show-files = Dateien
visit-file-of = Besuch { $number }
visit-versions = Frühere Fassungen
visit-versions-head = <b>Besuch { $number } · frühere Fassungen</b>
visit-version = Bis { $changed_at } ({ $by }): { $result }. { $notes }
visit-open-customer = Kunde öffnen

visit-files-form = Dateien zu einem Besuch
visit-files-save = Anhängen
visit-files-head = <b>Besuch { $number }</b>
visit-files-notes = Foto, Sprachnachricht oder Datei schicken, auch mehrere.
visit-files-notes-change = Dateien
visit-files-kind = Hier nehme ich Fotos, Videos, Sprachnachrichten und Dateien.

visits-mine = <b>Meine Besuche</b> · { $span }
visits-all-reps = <b>Alle Besuche</b> · { $span }
visits-of = <b>Besuche von { $name }</b> · { $span }
visits-week = diese Woche
visits-month = dieser Monat
visits-all = von Anfang an
visits-week-button = Woche
visits-month-button = Monat
visits-all-button = Alle
visits-count = { $count ->
    [0] Kein Besuch
    [one] 1 Besuch
   *[other] { $count } Besuche
 }
visits-one = { $at } · { $customer }
visits-newer = Neuere
visits-older = Ältere
visits-whose = Wer
visits-whose-question = <b>Besuche</b> · Von wem?
visits-rep = { $name }
visits-everybody = Von allen
visits-table = Als Tabelle
visits-table-comes = Die Tabelle kommt gleich.
visits-table-made = { $count ->
    [one] 1 Besuch
   *[other] { $count } Besuche
 } als Tabelle
visits-table-failed = ⚠ Die Tabelle ließ sich nicht erstellen. Bitte später noch einmal versuchen.
visits-sheet = Besuche
visits-column-number = Nummer
visits-column-at = Zeit
visits-column-rep = Außendienst
visits-column-customer-number = Kundennummer
visits-column-customer = Kunde
visits-column-result = Ergebnis
visits-column-notes = Notiz

command-visit = Besuch festhalten
command-visits = Besuche, auch als Tabelle
visit-case = Reklamation
