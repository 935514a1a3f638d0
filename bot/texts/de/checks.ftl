## Warum eine Angabe, Zeile oder Datei nicht genommen wird, und was richtig wäre.

number-have = { $have ->
    [0] keine
    [1] eine
    [2] zwei
    [3] drei
    [4] vier
    [5] fünf
    [6] sechs
    [7] sieben
    [8] acht
    [9] neun
    [10] zehn
    [11] elf
    [12] zwölf
   *[other] { $have }
}
number-need = { $need ->
    [4] vier
    [5] fünf
    [9] neun
   *[other] { $need }
}

check-text-long = „{ $text }“ hat { $have } Zeichen, möglich sind höchstens { $most }.
check-number-invisible = Kundennummer „{ $text }“ enthält unsichtbare Zeichen. Bitte neu eintippen, zum Beispiel 10234.

check-phone-signs = Telefonnummer „{ $text }“ enthält anderes als Ziffern. Richtig wäre zum Beispiel +49 821 123456, immer nur eine Nummer.
check-phone-short = Telefonnummer „{ $text }“ ist zu kurz. Richtig wäre zum Beispiel +49 821 123456.
check-phone-long = Telefonnummer „{ $text }“ ist zu lang. Richtig wäre zum Beispiel +49 821 123456.
check-phone-unknown = Die Telefonnummer „{ $text }“ gibt es so nicht. Richtig wäre zum Beispiel +49 821 123456, im Inland auch 0821 123456.

check-email-control = E-Mail-Adresse „{ $text }“ enthält einen Zeilenumbruch oder Steuerzeichen. Bitte neu eintippen, zum Beispiel name@firma.de.
check-email-several = In „{ $text }“ steht das @ mehrmals. Bitte nur eine E-Mail-Adresse, zum Beispiel name@firma.de.
check-email-at = In der E-Mail-Adresse „{ $text }“ fehlt das @. Richtig wäre zum Beispiel name@firma.de.
check-email-form = „{ $text }“ ist keine E-Mail-Adresse. Richtig wäre zum Beispiel name@firma.de.

check-vat-country = USt-IdNr. „{ $text }“ beginnt nicht mit dem Kürzel eines EU-Landes. Richtig wäre zum Beispiel DE136695976.
check-vat-digits = USt-IdNr. „{ $text }“ hat { number-have } { $have ->
    [one] Ziffer
   *[other] Ziffern
}, nötig sind { number-need }.
check-vat-form = USt-IdNr. „{ $text }“ ist nicht so aufgebaut, wie dieses Land sie vergibt. Richtig wäre zum Beispiel DE136695976 oder ATU13585627.
check-vat-checksum = USt-IdNr. „{ $text }“: Die Prüfziffer passt nicht, vermutlich ein Tippfehler.

check-iban-form = „{ $text }“ ist keine IBAN. Sie beginnt mit dem Land und zwei Prüfziffern, zum Beispiel DE89 3704 0044 0532 0130 00.
check-iban-country = IBAN „{ $text }“: Das Land { $country } kennt keine IBAN. Deutsche beginnen mit DE.
check-iban-length = IBAN „{ $text }“ hat { $have } Zeichen, nötig sind { $need }.
check-iban-checksum = IBAN „{ $text }“: Die Prüfziffern passen nicht, vermutlich ein Tippfehler.

check-terms-form = Zahlungsziel „{ $text }“ ist keine Zahl von Tagen. Richtig wäre zum Beispiel „30“ oder „30 Tage netto“.
check-terms-range = Zahlungsziel „{ $text }“ ist zu lang, möglich sind 0 bis { $most } Tage.
check-interval-form = Besuchsintervall „{ $text }“ ist keine Zahl von Tagen oder Wochen. Richtig wäre zum Beispiel „30“ oder „6 Wochen“.
check-interval-range = Besuchsintervall „{ $text }“ geht nicht, möglich sind 1 bis { $most } Tage.

check-country = Das Land „{ $text }“ kenne ich nicht. Richtig wäre zum Beispiel DE oder Deutschland.
check-postal-code-signs = Postleitzahl „{ $text }“ enthält anderes als Ziffern, nötig sind { number-need } Ziffern.
check-postal-code-digits = Postleitzahl „{ $text }“ hat { number-have } { $have ->
    [one] Stelle
   *[other] Stellen
}, nötig sind { number-need }.

check-salutation = Die Anrede „{ $text }“ kenne ich nicht. Richtig wäre Frau, Herr oder nichts.
check-language = Die Sprache „{ $text }“ kenne ich nicht. Möglich sind Deutsch und Englisch.
check-class = Die Kundenklasse „{ $text }“ gibt es nicht. Möglich sind A, B und C.

customer-row-number = Kundennummer fehlt.
customer-row-name = Name des Kunden fehlt.
customer-row-wide = Die Zeile hat { $have ->
    [one] ein Feld
   *[other] { $have } Felder
}, die Überschrift nur { $most }. Vermutlich steht ein Trennzeichen in einem Text ohne Anführungszeichen.

table-empty = Die Datei „{ $name }“ ist leer.
table-too-big = Die Datei „{ $name }“ hat über { $most } MB. Bitte in mehrere Dateien aufteilen.
table-too-many-rows = Die Tabelle hat über { $most } Zeilen. Bitte in mehrere Dateien aufteilen.
table-too-wide = Zeile { $row } hat über { $most } Spalten. Bitte nur die nötigen Spalten ausgeben.
table-cell-long = In Zeile { $row } hat ein Feld über { $most } Zeichen. Bitte kürzen; in einer CSV-Datei kann auch ein Anführungszeichen fehlen.
table-too-much-text = Die Tabelle enthält zu viel Text. Bitte in mehrere Dateien aufteilen.
table-no-headings = In den ersten { $rows } Zeilen finde ich keine Überschriften, die ich kenne. Eine Zeile sollte zum Beispiel Kundennummer, Name, PLZ und Ort enthalten.
table-kind = Die Datei „{ $name }“ ist keine Tabelle, die ich lesen kann. Bitte als XLSX oder CSV schicken.
table-old-excel = Die Datei „{ $name }“ ist im alten Excel-Format oder mit einem Kennwort geschützt. Bitte in Excel ohne Kennwort als XLSX oder CSV speichern und noch einmal schicken.
table-not-xlsx = Die Datei „{ $name }“ heißt wie eine Excel-Datei, ist aber keine. Bitte die Tabelle selbst als XLSX oder CSV schicken.
table-not-csv = Die Datei „{ $name }“ heißt wie eine Textdatei, ist aber keine. Bitte als CSV oder XLSX speichern.
table-utf7 = Die Datei „{ $name }“ ist als UTF-7 gespeichert. Bitte als CSV in UTF-8 speichern.
table-broken = Die Datei „{ $name }“ ist beschädigt. Bitte noch einmal ausgeben und schicken.
table-unsafe = Die Datei „{ $name }“ ist ungewöhnlich aufgebaut, deshalb öffne ich sie nicht. Bitte in Excel öffnen und neu als XLSX oder CSV speichern.
table-too-hard = Die Datei „{ $name }“ ist zu aufwendig zu lesen. Bitte als CSV speichern oder in mehrere Dateien aufteilen.
