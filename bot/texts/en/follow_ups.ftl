# Follow-ups: what rings, and how it is moved or done.
follow-up-form = a follow-up
follow-up-save = Save
follow-up-head = <b>Follow-up · { $customer }</b>
follow-up-what = What is it about? For example “send samples”.
follow-up-what-kind = Here I need a few words, or Skip.
follow-up-customer-ask = <b>Which customer is it about?</b> Write a name, a place or a number, or:
follow-up-customer-change = Customer
follow-up-as-visit = Make it a visit
follow-up-what-change = What it is about
follow-up-what-line = 💬 { $what }
follow-up-due = 📅 { $due }
follow-up-due_at = When? A day, or in words such as “Friday 10 am”.
follow-up-due_at-change = Time
follow-up-saved = ✅ <b>Follow-up saved</b> · { $customer }{ $what }
follow-up-cancel = Undo

follow-up-tomorrow = Tomorrow: { $day }
follow-up-week = In 1 week: { $day }
follow-up-fortnight = In 2 weeks: { $day }
follow-up-on-business-day = Next work day: { $day }
follow-up-none = No follow-up
follow-up-moment = { $at }
follow-up-moment-summer = { $at } (summer time)
follow-up-moment-winter = { $at } (winter time)
follow-up-when-kind = Here I need a day or a time, such as “Friday 10 am”.
follow-up-when-unknown = I cannot read that as a time. “tomorrow”, “in three weeks”, “7 December” or “Friday 10 am” would do.
follow-up-when-past = That is over already. Please name a time to come, such as “Friday 10 am”.
follow-up-when-unclear = When exactly?

follow-up-rings = ⏰ <b>Follow up: { $customer }</b>{ $what }
follow-up-about = {" "}· { $what }{ $origin }
follow-up-of-visit = {" "}· visit { $number }
follow-up-from-visit = {" "}(visit { $number })
follow-up-nothing = {""}
follow-up-call = ☎ { $who }: { $phone }
follow-up-call-company = ☎ { $phone }
follow-up-ms = Ms
follow-up-mr = Mr
follow-up-of = 👤 { $name }
follow-up-late = ⚠ late, it was due { $due }
follow-up-done = Done
follow-up-in-an-hour = In 1 hour
follow-up-next-day = Tomorrow
follow-up-next-week = Next week
follow-up-another-day = Another day
follow-up-customer = Open customer
follow-up-visit = Visit
follow-up-undo = Undo
follow-up-was-done = ✅ <b>Done: { $customer }</b>{ $what }
follow-up-was-cancelled = <b>Called off: { $customer }</b>{ $what }
follow-up-moved = ⏰ <b>Moved: { $customer }</b>{ $what }
follow-up-is-done = That is already done.
follow-up-is-cancelled = This follow-up no longer counts.

follow-up-move-form = moving a follow-up
follow-up-move-save = Move
follow-up-move-due_at = To when? A day, or in words such as “Friday 10 am”.
follow-up-move-due_at-change = Time

follow-up-overdue-head = <b>{ $count ->
    [one] 1 follow-up is
   *[other] { $count } follow-ups are
 } more than a business day overdue</b>
follow-up-overdue-line = ⚠ { $name }: { $customer }{ $what }, due { $due }
follow-up-overdue-more = … and { $count } more
follow-up-choice = { $customer }
