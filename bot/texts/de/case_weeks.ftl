# Die Woche der Vorgänge in Zahlen: als Zeile unter ihrem Bild, im Bild, als Tabelle.
command-weekly = Vorgänge der Woche in Zahlen

week-comes = Die Woche kommt gleich.
week-failed = ⚠ Das ließ sich nicht erstellen. Bitte später noch einmal versuchen.
week-head = <b>Vorgänge · KW { $week }</b> · { $first } bis { $last }
week-head-so-far = <b>Vorgänge · KW { $week } bis jetzt</b> · { $first } bis { $last }
week-counts = { $opened } eröffnet{ $opened_trend }, { $resolved } gelöst{ $resolved_trend }, { $open } offen
week-answer = 💬 Bis zur ersten Antwort { $time }{ $trend } (Median, Arbeitszeit)
week-solution = 📅 Bis zur Lösung { $time }{ $trend }
week-time = { $hours }:{ $minutes } h
week-late = ⚠ { $count ->
    [one] 1 Frist
   *[other] { $count } Fristen
 } überschritten{ $trend }: Antwort { $answers }, Lösung { $solutions }
week-on-time = ✅ Keine Frist überschritten{ $trend }
week-rating = ★ { $average }{ $trend } aus { $count ->
    [one] 1 Bewertung
   *[other] { $count } Bewertungen
 }{ $low ->
    [0] {""}
   *[other] , davon { $low } niedrig
 }
week-decimal = { $whole },{ $tenth }
week-topics = Themen: { $topics }
week-topic = { $topic } { $count }
week-topic-none = ohne Thema
week-up = {" "}▲ { $by }
week-down = {" "}▼ { $by }
week-before = ◀ Früher
week-after = Später ▶
week-table = XLSX

week-picture-title = Vorgänge je Woche
week-picture-opened = eröffnet
week-picture-resolved = gelöst
week-picture-late = Frist überschritten
week-short = KW { $week }

week-table-comes = Die Tabelle kommt gleich.
week-table-made = { $count ->
    [one] 1 Vorgang
   *[other] { $count } Vorgänge
 } der KW { $week } als Tabelle
week-sheet = Vorgänge
week-yes = ja
week-no = nein
week-column-number = Nummer
week-column-kind = Art
week-column-customer-number = Kundennummer
week-column-customer = Kunde
week-column-category = Thema
week-column-state = Stand
week-column-opened = Eröffnet
week-column-answered = Erste Antwort
week-column-resolved = Gelöst
week-column-answer-hours = Arbeitsstunden bis zur Antwort
week-column-solution-hours = Arbeitsstunden bis zur Lösung
week-column-answer-late = Antwortfrist überschritten
week-column-solution-late = Lösungsfrist überschritten
week-column-owner = Bei
week-column-rating = Sterne
