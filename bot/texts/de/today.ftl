# Heute: Besuche, Wiedervorlagen, wer einen Besuch braucht.
today-head = <b>Heute, { $day }</b>
today-nothing = Heute steht nichts an, und kein Kunde wartet auf einen Besuch.
today-visit = ✅ { $at } { $customer }: { $result }
today-visit-button = Besuch: { $customer }
today-more-visits = … und { $count } weitere: /besuche
today-follow-up = ⏰ { $at } { $customer }{ $what }
today-follow-up-late = ⏰ { $customer }{ $what }, fällig { $due }
today-follow-up-button = ⏰ { $customer }
today-more-follow-ups = … und { $count } weitere
today-overdue = 📍 { $customer } ({ $grade }): { $days } Tage ohne Besuch
today-overdue-head = <b>{ $count ->
    [one] 1 Kunde wartet
   *[other] { $count } Kunden warten
 } auf einen Besuch</b>
today-overdue-button = 📍 { $customer }
today-more = { $count } mehr
today-others = ⚠ Bei anderen { $count ->
    [one] ist 1 Wiedervorlage überfällig
   *[other] sind { $count } Wiedervorlagen überfällig
 }
today-others-button = Überfällige zeigen
today-others-none = Bei anderen ist nichts mehr überfällig.
command-today = Ihr Tag: Besuche, Fälliges, wer wartet
