# The calendar: a month as buttons.
calendar-open = Calendar
calendar-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] June
    [7] July
    [8] Aug
    [9] Sept
    [10] Oct
    [11] Nov
   *[12] Dec
 } { $year }
calendar-previous = ‹
calendar-next = ›
calendar-weekday = { $weekday ->
    [0] Mo
    [1] Tu
    [2] We
    [3] Th
    [4] Fr
    [5] Sa
   *[6] Su
 }
calendar-a-workday = { $day }
calendar-a-weekend = ({ $day })
calendar-a-holiday = { $day }*
calendar-out = ·
calendar-blank = {" "}
calendar-holidays = * { $days }
calendar-holiday = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
 } { $name }
calendar-no-day = Please tap a day.
calendar-out-of-reach = Days from { $first } to { $last } are possible.

calendar-now = Now: { $at }
calendar-today = Today: { $day }
calendar-yesterday = Yesterday: { $day }
calendar-day = { $day }
calendar-hour = { $time }
calendar-no-hour = Keep { $time }
calendar-no-such-day = There is no such day or time. Possible are "tomorrow", "7 Dec" or "Friday 10 am".
calendar-no-such-hour = The day does not have that time, since the clocks change. Please name another, such as “14:30”.
