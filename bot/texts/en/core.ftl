# What occurs everywhere: strangers, rights, trouble, forms.
stranger = This is the sales desk of { $company }. To get access you need an invitation from your contact there.
may-not = That is not among your tasks here. /help shows what you can do.
not-in-groups = Customer data does not belong in a group. Please write to me in a private chat.
not-understood = I cannot make anything of that yet. Write a customer, a place or a number, or tap Help.
command-unknown = I do not know this command. Help shows them all.
button-unknown = This button no longer belongs to anything I know.
dead-letter = ⚠ I could not work on your last message. It is kept, and the office knows. You can carry on as usual.
dead-letter-admin = ⚠ A message from <b>{ $who }</b> could not be worked on. It is kept in the inbox; the log gives the reason.
message-refused = ⚠ Telegram did not accept a message to you. What was saved is saved, and the office knows.
message-refused-admin = ⚠ Telegram did not accept a message to <b>{ $who }</b>. Please call or write; the log names the row.
person-phone = ☎ { $phone }
person-unreachable = ⚠ <b>{ $name }</b> cannot be reached on Telegram (blocked or deleted). Please call or write.

form-back = Back
form-cancel = Cancel
form-next = Next
form-skip = Skip
form-resume = Carry on
form-drop = Discard
form-cancelled = Cancelled. Nothing was saved.
form-nothing-to-cancel = Nothing is open.
form-press-a-button = Please tap one of the buttons.
form-is-done = That is already done.
form-moved-on = This has moved on.
form-waits = Still open: { $what }.
