# Kunden übernehmen: eine Tabelle wird geprüft, gezeigt, übernommen; und ausgegeben.
import-office-only = Kundenlisten übernimmt der Innendienst. Bitte schicken Sie die Datei dorthin. Einen einzelnen Kunden legen Sie mit /kunde an.
import-checking = <b>{ $name }</b> · wird geprüft
import-checking-rows = <b>{ $name }</b> · wird geprüft, { $rows } Zeilen bisher
import-head = <b>{ $name }</b> · { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}
import-found = { $new } neu · { $changed } geändert · { $unchanged } gleich · { $refused } abgelehnt
import-more = … und { $count ->
    [one] eine weitere Zeile
   *[other] { $count } weitere Zeilen
 }
import-line = Zeile { $line }: { $reason }
import-column = „{ $heading }“
import-and-more = { $rest ->
    [0] {""}
   *[other] {" "}und { $rest } weitere
}
import-unknown = { $count ->
    [one] Spalte { $columns } kenne ich nicht, sie bleibt weg
   *[other] Spalten { $columns }{ import-and-more } kenne ich nicht, sie bleiben weg
}
import-duplicates = { $count ->
    [one] Spalte { $columns } gibt es mehrmals, die erste zählt
   *[other] Spalten { $columns }{ import-and-more } gibt es mehrmals, die ersten zählen
}
import-nothing = Nichts zu übernehmen.
import-take = { $count ->
    [one] 1 Kunden übernehmen
   *[other] { $count } Kunden übernehmen
}
import-refused = Abgelehnte als Datei
import-cancel = Abbrechen
import-go = Weitermachen
import-applying = <b>{ $name }</b> · wird übernommen
import-applying-rows = <b>{ $name }</b> · wird übernommen, { $rows } Kunden bisher
import-done = ✅ <b>{ $name } ist übernommen</b>
import-applied = { $new } neu · { $changed } geändert · { $unchanged } gleich
import-done-refused = { $count ->
    [one] 1 Zeile abgelehnt, sie kommt als Datei mit dem Grund davor
   *[other] { $count } Zeilen abgelehnt, sie kommen als Datei mit dem Grund davor
}
import-refused-caption = { $count ->
    [one] 1 abgelehnte Zeile. In der Datei berichtigen und wieder schicken.
   *[other] { $count } abgelehnte Zeilen. In der Datei berichtigen und wieder schicken.
}
import-refused-sheet = Abgelehnt
import-refused-name = abgelehnt
import-refused-gone = Die abgelehnten Zeilen sind nicht mehr da. Bitte schicken Sie die Tabelle noch einmal.
import-cancelled = <b>{ $name }</b> · abgebrochen. Nichts wurde übernommen.
import-failed = ⚠ <b>{ $name }</b> ließ sich nicht prüfen. Nichts wurde übernommen; bitte schicken Sie die Datei noch einmal.
import-stalled = ⚠ <b>{ $name }</b> ist nicht zu Ende übernommen. Was fehlt, ist aufgehoben.

import-busy = „{ $name }“ wird gerade übernommen. Bitte gleich noch einmal versuchen.
import-is-checking = Die Datei wird noch geprüft.
import-is-ready = Die Datei wartet noch auf Ihr Ja.
import-is-applying = Die Datei wird schon übernommen.
import-is-done = Die Datei ist schon übernommen.
import-is-dropped = Diese Übernahme ist abgebrochen. Bitte schicken Sie die Datei noch einmal.

import-missing-number = In „{ $name }“ fehlt die Spalte mit der Kundennummer. Sie heißt zum Beispiel Kundennummer, Kunden-Nr. oder Konto.
import-missing-name = In „{ $name }“ fehlt die Spalte mit dem Namen. Sie heißt zum Beispiel Name, Firma oder Kunde.
import-no-rows = In „{ $name }“ stehen unter den Überschriften keine Kunden.
import-number-twice = Kundennummer „{ $number }“ steht schon in Zeile { $line }.
import-owner-unknown = Außendienst „{ $owner }“ hat hier keinen Zugang. Richtig ist der Name, wie /team ihn zeigt.
import-owner-several = Außendienst „{ $owner }“ ist nicht eindeutig, so heißen mehrere. Bitte leer lassen und beim Kunden eintragen.

import-unreadable = Die Datei „{ $name }“ lässt sich nicht lesen: { $why }
import-resuming = „{ $name }“ war noch nicht zu Ende übernommen, das geschieht zuerst.
import-dry-run = Probelauf, nichts wurde übernommen.
import-refused-written = Abgelehnte Zeilen stehen mit dem Grund in { $path }.
export-sheet = Kunden
export-done = { $count ->
    [one] 1 Kunde steht in { $path }.
   *[other] { $count } Kunden stehen in { $path }.
}
export-ending = Die Datei „{ $name }“ muss auf .xlsx oder .csv enden.
export-unwritable = Die Datei „{ $name }“ lässt sich nicht schreiben: { $why }
