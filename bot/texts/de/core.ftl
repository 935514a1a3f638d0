# Was überall vorkommt: Fremde, Rechte, Störungen, Formulare.
stranger = Hier ist der Innendienst von { $company }. Für den Zugang brauchen Sie eine Einladung von Ihrem Ansprechpartner.
may-not = Das gehört nicht zu Ihren Aufgaben hier. /hilfe zeigt, was Sie tun können.
not-in-groups = Kundendaten gehören nicht in eine Gruppe. Bitte schreiben Sie mir im privaten Chat.
not-understood = Damit kann ich noch nichts anfangen. Schreiben Sie einen Kunden, einen Ort oder eine Nummer, oder tippen Sie auf Hilfe.
command-unknown = Diesen Befehl kenne ich nicht. Hilfe zeigt alle.
button-unknown = Dieser Knopf gehört nicht mehr zu etwas, das ich kenne.
dead-letter = ⚠ Ihre letzte Nachricht konnte ich nicht verarbeiten. Sie ist aufgehoben, und die Verwaltung weiß Bescheid. Sie können normal weiterarbeiten.
dead-letter-admin = ⚠ Eine Nachricht von <b>{ $who }</b> konnte nicht verarbeitet werden. Sie liegt im Eingang; das Protokoll nennt den Grund.
message-refused = ⚠ Eine Nachricht an Sie hat Telegram nicht angenommen. Was gespeichert war, ist gespeichert, und die Verwaltung weiß Bescheid.
message-refused-admin = ⚠ Eine Nachricht an <b>{ $who }</b> hat Telegram nicht angenommen. Bitte anrufen oder schreiben; das Protokoll nennt die Zeile.
person-phone = ☎ { $phone }
person-unreachable = ⚠ <b>{ $name }</b> ist über Telegram nicht erreichbar (blockiert oder gelöscht). Bitte anrufen oder schreiben.

form-back = Zurück
form-cancel = Abbrechen
form-next = Weiter
form-skip = Überspringen
form-resume = Weitermachen
form-drop = Verwerfen
form-cancelled = Abgebrochen. Nichts wurde gespeichert.
form-nothing-to-cancel = Es ist nichts offen.
form-press-a-button = Bitte auf einen der Knöpfe tippen.
form-is-done = Das ist schon erledigt.
form-moved-on = Hier geht es inzwischen weiter.
form-waits = Noch offen: { $what }.
