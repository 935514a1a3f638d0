# Der Kalender: ein Monat als Knöpfe.
calendar-open = Kalender
calendar-month = { $month ->
    [1] Jan
    [2] Feb
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug
    [9] Sept
    [10] Okt
    [11] Nov
   *[12] Dez
 } { $year }
calendar-previous = ‹
calendar-next = ›
calendar-weekday = { $weekday ->
    [0] Mo
    [1] Di
    [2] Mi
    [3] Do
    [4] Fr
    [5] Sa
   *[6] So
 }
calendar-a-workday = { $day }
calendar-a-weekend = ({ $day })
calendar-a-holiday = { $day }*
calendar-out = ·
calendar-blank = {" "}
calendar-holidays = * { $days }
calendar-holiday = { $day }.{ $month }. { $name }
calendar-no-day = Bitte auf einen Tag tippen.
calendar-out-of-reach = Möglich sind Tage von { $first } bis { $last }.

calendar-now = Jetzt: { $at }
calendar-today = Heute: { $day }
calendar-yesterday = Gestern: { $day }
calendar-day = { $day }
calendar-hour = { $time }
calendar-no-hour = Bleibt bei { $time }
calendar-no-such-day = Diesen Tag oder diese Uhrzeit gibt es nicht. Möglich ist etwa „morgen“, „7.12.“ oder „Freitag 10 Uhr“.
calendar-no-such-hour = Diese Uhrzeit hat der Tag nicht, weil die Uhr umgestellt wird. Bitte eine andere, etwa „14:30“.
