# Zeiten in Worten: was „innendienst when“ versteht.
cli-about-when = Zeigen, wie eine Zeit in Worten verstanden wird.
cli-text-mark = TEXT
cli-when-lang = Sprache des Textes: de oder en.
cli-when-now = Von wann aus gerechnet wird, etwa 2026-11-24T10:20; sonst jetzt.
cli-when-tz = Zeitzone; sonst Europe/Berlin.
cli-when-jsonl = Filter: je Zeile ein JSON-Objekt mit id, text, now, lang (und tz) hinein, eine Antwort heraus.
cli-iso-mark = ZEITPUNKT
cli-zone-mark = ZEITZONE
when-range = { $start } bis { $end }
when-question = Mehrere Lesarten, der Bot fragt nach:
when-reading = – { $moment }
when-no-such-time = Diese Zeit gibt es nicht, oder sie ist nicht eindeutig. Der Bot fragt nach.
when-nothing = Keine Zeit erkannt.
when-needs-text = Es fehlt der Text, zum Beispiel: innendienst when "nächsten Dienstag um halb drei"
when-zone = Die Zeitzone „{ $name }“ gibt es nicht; eine ist Europe/Berlin.
when-now = „{ $text }“ ist kein Zeitpunkt; einer ist 2026-11-24T10:20.
