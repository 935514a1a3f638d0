# Kunden: nachschlagen, Karte, bearbeiten, anlegen; die eigene Firma eines Ansprechpartners.
command-customer = Kunden anlegen
command-company = Ihre Stammdaten bei uns

customer-unknown = Diesen Kunden finde ich nicht.
customer-not-yours = Diesen Kunden betreut jemand anderes. Ändern kann ihn nur, wer ihn betreut, oder der Innendienst.

customer-which-many = <b>Viele passen zu „{ $words }“</b>, hier die ersten { $count }. Mit dem Ort oder mehr vom Namen werden es weniger.
customer-which = <b>{ $count } passen zu „{ $words }“</b>
customer-perhaps = <b>Meinten Sie …?</b>
customer-nobody = Zu <b>„{ $words }“</b> finde ich niemanden.
customer-try = Versuchen Sie einen Teil des Namens, Name und Ort, die Kundennummer oder ein Stück der Telefonnummer.
customer-choice = { $value }
customer-new-button = Kunden anlegen

customer-head = <b>{ $name }</b> · { $number }
customer-head-class = <b>{ $name }</b> · { $number } · { $grade }-Kunde
customer-place = 📍 { $place }
customer-call = ☎ { $who }: { $phone }
customer-phone = ☎ { $phone }
customer-person = Ansprechpartner: { $who }
customer-last-visit = Letzter Besuch: { $day } ({ $rep }), { $result }
customer-next-step = Nächster Schritt: { $what }, { $due }
customer-step = Nachfassen
customer-likes = Mag: { $what }
customer-ms = Frau
customer-mr = Herr

customer-visit = Besuch
customer-follow-up = Wiedervorlage
customer-contacts = Kontakte
customer-edit = Bearbeiten
customer-history = Verlauf
customer-map = Karte
customer-open = Kunde öffnen
customer-undo = Rückgängig

customer-contact = { $who }
    { $reach }
customer-mail = { $email }
customer-no-contacts = Noch keine Kontakte.

customer-deed = { $at } · { $who }: { $what }
customer-created = angelegt
customer-changed = { $what }: { $old } → { $new }
customer-by-import = Import
customer-visited = Besuch: { $day } ({ $rep }), { $result }
customer-no-history = Noch nichts.
customer-nothing = –

customer-edit-which = Was ändern?
customer-edit-part = { $part }: Was ändern?
customer-edit-form = Änderung an einem Kunden
customer-edit-save = Ändern
customer-edit-head = <b>{ $name }</b> · { $field }
customer-so-far = Bisher: { $value }
customer-clear = Leeren
customer-change-saved = ✅ { $what }
customer-changed-meanwhile = ⚠ { $who } hat das inzwischen geändert: { $what }. Soll Ihre Angabe gelten, schreiben Sie sie bitte noch einmal.
customer-changed-since = ⚠ Das wurde inzwischen geändert. Soll Ihre Angabe gelten, schreiben Sie sie bitte noch einmal.
customer-unchanged = Das war schon so.
customer-undone = ✅ Zurückgenommen.
customer-undo-late = Zurücknehmen geht nur zehn Minuten lang. Über „Bearbeiten“ lässt es sich weiter ändern.
customer-undo-changed = Das ist inzwischen anders. Über „Bearbeiten“ lässt es sich weiter ändern.
customer-text-wanted = Bitte als Text schreiben.
customer-owner-unknown = „{ $name }“ finde ich im Team nicht eindeutig. Bitte auf einen der Namen tippen.
customer-name-missing = Ein Kunde braucht einen Namen, zum Beispiel „Bäckerei Huber GmbH“.

customer-addresses = Adressen
customer-address-billing = Rechnungsadresse
customer-address-correspondence = Postadresse
customer-address-delivery = Lieferadresse
customer-contact-new = Neuer Kontakt
customer-contact-at = Kontakt { $position }
customer-contact-named = { $who }
customer-field-of = { $part } · { $field }
customer-days = { $days ->
    [0] sofort
    [one] { $days } Tag
   *[other] { $days } Tage
}

customer-field-name = Name
customer-field-number = Nummer
customer-field-grade = Klasse
customer-field-owner = Betreuung
customer-field-phone = Telefon
customer-field-mobile = Mobil
customer-field-email = E-Mail
customer-field-preferences = Vorlieben
customer-field-notes = Notizen
customer-field-visit-interval = Besuchsintervall
customer-field-payment-terms = Zahlungsziel
customer-field-iban = IBAN
customer-field-vat = USt-IdNr.
customer-field-invoice-email = Rechnungs-E-Mail
customer-field-street = Straße
customer-field-street2 = Zusatz
customer-field-place = PLZ und Ort
customer-field-postal-code = PLZ
customer-field-city = Ort
customer-field-country = Land
customer-field-full-name = Name
customer-field-salutation = Anrede
customer-field-title = Titel
customer-field-first-name = Vorname
customer-field-last-name = Nachname
customer-field-function = Funktion
customer-field-language = Sprache

customer-ask-name = Wie heißt die Firma?
customer-ask-grade = Welche Klasse?
customer-ask-owner = Wer betreut den Kunden?
customer-ask-phone = Welche Telefonnummer? Zum Beispiel 0821 123456.
customer-ask-mobile = Welche Mobilnummer? Zum Beispiel 0171 1234567.
customer-ask-email = Welche E-Mail-Adresse?
customer-ask-preferences = Was mag der Kunde? Zum Beispiel „Bio-Mehl, Lieferung vor 6 Uhr“.
customer-ask-notes = Welche Notiz?
customer-ask-visit-interval = Wie oft besuchen? Zum Beispiel „30 Tage“ oder „6 Wochen“.
customer-ask-payment-terms = Welches Zahlungsziel? Zum Beispiel „30 Tage“.
customer-ask-iban = Welche IBAN?
customer-ask-vat = Welche USt-IdNr.? Zum Beispiel DE136695976.
customer-ask-invoice-email = An welche E-Mail-Adresse gehen Rechnungen?
customer-ask-street = Straße und Hausnummer?
customer-ask-street2 = Welcher Zusatz? Zum Beispiel „Gebäude 3, Tor 2“.
customer-ask-place = Postleitzahl und Ort? Zum Beispiel „86150 Augsburg“.
customer-ask-country = Welches Land?
customer-ask-full-name = Wie heißt die Person? Zum Beispiel „Frau Dr. Anna Huber“.
customer-ask-salutation = Welche Anrede?
customer-ask-function = Welche Funktion? Zum Beispiel „Einkauf“.
customer-ask-language = Welche Sprache?

customer-new-form = Neuer Kunde
customer-new-save = Kunden anlegen
customer-new-head = <b>Neuer Kunde · { $name }</b>
customer-new-name = Wie heißt die Firma?
customer-new-twin = Ist es einer von diesen?
customer-new-anyway = Trotzdem anlegen
customer-new-place = Postleitzahl und Ort? Zum Beispiel „86150 Augsburg“.
customer-new-contact = Wer ist dort Ansprechpartner? Name, gern mit Telefon: „Frau Anna Huber, 0821 123456“.
customer-new-phone = Telefonnummer? Zum Beispiel 0821 123456.
customer-new-number = Die Kundennummer wird { $number }. Soll es eine andere sein, schreiben Sie sie.
customer-new-saved = ✅ Kunde { $number } angelegt.
customer-number-taken = Die Nummer { $number } hat schon { $name }. Bitte eine andere.
customer-number-missing = Bitte eine Kundennummer schreiben, zum Beispiel 10234.

company-head = <b>{ $name }</b>
company-number = Ihre Kundennummer bei uns: { $number }
company-our-contact = Ihr Ansprechpartner: { $name }
company-wrong = Stimmt etwas nicht? Schreiben Sie es hier, wir kümmern uns darum.
customer-case = Reklamation
