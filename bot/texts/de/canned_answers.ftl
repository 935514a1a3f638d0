# Textbausteine: Antworten, die öfter gegeben werden.
command-answers = Textbausteine für Ihre Antworten

canned-head = <b>Textbausteine</b> · { $count }
canned-none = <b>Noch kein Textbaustein.</b> Das ist eine Antwort, die Sie öfter geben: Wer in einem Vorgang antwortet, hat sie als Knopf.
canned-none-here = Noch kein Textbaustein. Im privaten Chat legt /textbausteine einen an.
canned-one = { $title }
canned-button = Textbausteine
canned-new = Neuer Textbaustein
canned-earlier = Zurückblättern
canned-later = Weiterblättern
canned-all = Alle ({ $count })
canned-card = <b>{ $title }</b>
canned-words = { $words }
canned-edit-title = Titel ändern
canned-edit-words = Text ändern
canned-delete = Löschen
canned-undo = Rückgängig
canned-saved = ✅ Gespeichert; beim Antworten in einem Vorgang ist es jetzt ein Knopf.
canned-changed = ✅ Geändert
canned-changed-meanwhile = ⚠ { $who } hat das inzwischen geändert. Soll es trotzdem anders heißen, bitte noch einmal schicken.

canned-new-form = ein neuer Textbaustein
canned-new-save = Speichern
canned-new-head = <b>Neuer Textbaustein</b>
canned-new-named = <b>Neuer Textbaustein</b> · { $title }
canned-change-form = die Änderung eines Textbausteins
canned-change-save = Speichern
canned-so-far = Bisher, zum Kopieren antippen: <code>{ $words }</code>
canned-ask-title = Welcher Titel? Er steht auf dem Knopf und hat höchstens { $most } Zeichen, zum Beispiel: Lieferung verspätet
canned-ask-words =
    Welcher Text? Er hat höchstens { $most } Zeichen, und diese Platzhalter füllen sich von selbst:
    { $known }
canned-means = { $placeholder } – { $means }
canned-means-customer = die Firma des Kunden
canned-means-contact = wer es liest
canned-means-number = die Nummer des Vorgangs
canned-means-name = wer schreibt
canned-means-company = unsere Firma

canned-which = Welcher Textbaustein? Sie sehen ihn hier, bevor er hinausgeht.
canned-not-sent = Zu { $number } steht inzwischen Neues da. Bitte erst lesen.
canned-goes =
    <b>So geht es an den Kunden.</b>
    { $words }
canned-shown =
    <b>So geht es hinaus.</b> Wer es anders will, schreibt stattdessen eigene Worte.
    { $words }

canned-unknown = Diesen Textbaustein finde ich nicht.
canned-is-deleted = „{ $title }“ ist gelöscht.
canned-undo-late = „{ $title }“ ist schon länger gelöscht. Zurückholen geht nur zehn Minuten lang.
canned-full = Mehr als { $most } Textbausteine gehen nicht. Bitte erst einen löschen.
canned-title-wanted = Ich brauche einen Titel mit Buchstaben, zum Beispiel: Lieferung verspätet
canned-text-wanted = Das brauche ich als Text.
canned-brace = Geschweifte Klammern stehen hier nur um Platzhalter, und zu jeder offenen gehört eine geschlossene. Es gibt { $known }. Bitte den Text berichtigen und noch einmal schicken.
canned-placeholder = Den Platzhalter „{ $name }“ kenne ich nicht. Es gibt { $known }. Bitte den Text berichtigen und noch einmal schicken.
canned-too-long = Ausgefüllt passt dieser Text nicht in eine Nachricht. Bitte kürzen.
