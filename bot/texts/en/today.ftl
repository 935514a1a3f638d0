# Today: visits, follow-ups, who needs a visit.
today-head = <b>Today, { $day }</b>
today-nothing = Nothing is due today, and no customer waits for a visit.
today-visit = ✅ { $at } { $customer }: { $result }
today-visit-button = Visit: { $customer }
today-more-visits = … and { $count } more: /visits
today-follow-up = ⏰ { $at } { $customer }{ $what }
today-follow-up-late = ⏰ { $customer }{ $what }, due { $due }
today-follow-up-button = ⏰ { $customer }
today-more-follow-ups = … and { $count } more
today-overdue = 📍 { $customer } ({ $grade }): { $days } days without a visit
today-overdue-head = <b>{ $count ->
    [one] 1 customer waits
   *[other] { $count } customers wait
 } for a visit</b>
today-overdue-button = 📍 { $customer }
today-more = { $count } more
today-others = ⚠ { $count ->
    [one] 1 follow-up of somebody else is overdue
   *[other] { $count } follow-ups of others are overdue
 }
today-others-button = Show overdue
today-others-none = Nothing of others is overdue any more.
command-today = Your day: visits, what is due, who waits
