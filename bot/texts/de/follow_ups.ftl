# Wiedervorlagen: was klingelt, und wie man es verschiebt oder erledigt.
follow-up-form = eine Wiedervorlage
follow-up-save = Speichern
follow-up-head = <b>Wiedervorlage · { $customer }</b>
follow-up-what = Worum geht es? Zum Beispiel „Muster schicken“.
follow-up-what-kind = Hier brauche ich ein paar Worte, oder Überspringen.
follow-up-what-change = Worum es geht
follow-up-customer-ask = <b>Um welchen Kunden geht es?</b> Name, Ort oder Nummer schreiben, oder:
follow-up-customer-change = Kunde
follow-up-as-visit = Besuch daraus machen
follow-up-what-line = 💬 { $what }
follow-up-due = 📅 { $due }
follow-up-due_at = Wann? Ein Tag, oder in Worten wie „Freitag 10 Uhr“.
follow-up-due_at-change = Zeit
follow-up-saved = ✅ <b>Wiedervorlage gespeichert</b> · { $customer }{ $what }
follow-up-cancel = Rückgängig

follow-up-tomorrow = Morgen: { $day }
follow-up-week = In 1 Woche: { $day }
follow-up-fortnight = In 2 Wochen: { $day }
follow-up-on-business-day = Nächster Arbeitstag: { $day }
follow-up-none = Ohne Wiedervorlage
follow-up-moment = { $at }
follow-up-moment-summer = { $at } (Sommerzeit)
follow-up-moment-winter = { $at } (Winterzeit)
follow-up-when-kind = Hier brauche ich einen Tag oder eine Uhrzeit, etwa „Freitag 10 Uhr“.
follow-up-when-unknown = Das verstehe ich nicht als Zeit. Möglich ist etwa „morgen“, „in drei Wochen“, „7.12.“ oder „Freitag 10 Uhr“.
follow-up-when-past = Das ist schon vorbei. Bitte eine Zeit, die noch kommt, etwa „Freitag 10 Uhr“.
follow-up-when-unclear = Wann genau?

follow-up-rings = ⏰ <b>Nachfassen: { $customer }</b>{ $what }
follow-up-about = {" "}· { $what }{ $origin }
follow-up-of-visit = {" "}· Besuch { $number }
follow-up-from-visit = {" "}(Besuch { $number })
follow-up-nothing = {""}
follow-up-call = ☎ { $who }: { $phone }
follow-up-call-company = ☎ { $phone }
follow-up-ms = Frau
follow-up-mr = Herr
follow-up-of = 👤 { $name }
follow-up-late = ⚠ verspätet, fällig war { $due }
follow-up-done = Erledigt
follow-up-in-an-hour = In 1 Stunde
follow-up-next-day = Morgen
follow-up-next-week = Nächste Woche
follow-up-another-day = Anderer Tag
follow-up-customer = Kunde öffnen
follow-up-visit = Besuch
follow-up-undo = Rückgängig
follow-up-was-done = ✅ <b>Erledigt: { $customer }</b>{ $what }
follow-up-was-cancelled = <b>Abgesagt: { $customer }</b>{ $what }
follow-up-moved = ⏰ <b>Verschoben: { $customer }</b>{ $what }
follow-up-is-done = Das ist schon erledigt.
follow-up-is-cancelled = Diese Wiedervorlage gilt nicht mehr.

follow-up-move-form = das Verschieben einer Wiedervorlage
follow-up-move-save = Verschieben
follow-up-move-due_at = Auf wann? Ein Tag, oder in Worten wie „Freitag 10 Uhr“.
follow-up-move-due_at-change = Zeit

follow-up-overdue-head = <b>{ $count ->
    [one] 1 Wiedervorlage ist
   *[other] { $count } Wiedervorlagen sind
 } seit mehr als einem Arbeitstag überfällig</b>
follow-up-overdue-line = ⚠ { $name }: { $customer }{ $what }, fällig { $due }
follow-up-overdue-more = … und { $count } weitere
follow-up-choice = { $customer }
