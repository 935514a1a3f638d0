# The week of the cases in figures: as a line below its picture, in the picture, as a table.
command-weekly = The week's cases in figures

week-comes = The week is on its way.
week-failed = ⚠ That could not be made. Please try again later.
week-head = <b>Cases · week { $week }</b> · { $first } to { $last }
week-head-so-far = <b>Cases · week { $week } so far</b> · { $first } to { $last }
week-counts = { $opened } opened{ $opened_trend }, { $resolved } resolved{ $resolved_trend }, { $open } open
week-answer = 💬 { $time } to the first answer{ $trend } (median, business time)
week-solution = 📅 { $time } to the solution{ $trend }
week-time = { $hours }:{ $minutes } h
week-late = ⚠ { $count ->
    [one] 1 deadline
   *[other] { $count } deadlines
 } missed{ $trend }: answer { $answers }, solution { $solutions }
week-on-time = ✅ No deadline missed{ $trend }
week-rating = ★ { $average }{ $trend } from { $count ->
    [one] 1 rating
   *[other] { $count } ratings
 }{ $low ->
    [0] {""}
   *[other] , { $low } of them low
 }
week-decimal = { $whole }.{ $tenth }
week-topics = Topics: { $topics }
week-topic = { $topic } { $count }
week-topic-none = no topic
week-up = {" "}▲ { $by }
week-down = {" "}▼ { $by }
week-before = ◀ Earlier
week-after = Later ▶
week-table = XLSX

week-picture-title = Cases by week
week-picture-opened = opened
week-picture-resolved = resolved
week-picture-late = deadline missed
week-short = W { $week }

week-table-comes = The table is on its way.
week-table-made = { $count ->
    [one] 1 case
   *[other] { $count } cases
 } of week { $week } as a table
week-sheet = Cases
week-yes = yes
week-no = no
week-column-number = Number
week-column-kind = Kind
week-column-customer-number = Customer number
week-column-customer = Customer
week-column-category = Topic
week-column-state = State
week-column-opened = Opened
week-column-answered = First answer
week-column-resolved = Resolved
week-column-answer-hours = Business hours to the answer
week-column-solution-hours = Business hours to the solution
week-column-answer-late = Answer was late
week-column-solution-late = Solution was late
week-column-owner = With
week-column-rating = Stars
