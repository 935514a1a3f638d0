# Coming in: invitation, greeting, help, language.
role-customer = customer's contact
role-rep = sales rep
role-admin = sales administration
role-manager = sales manager

invitation-question = <b>Invitation from { $company }</b>
invitation-as = { $name }, { $role }
invitation-accept = Accept invitation
invitation-unknown = I do not know this invitation. Please ask for a new one.
invitation-used = This invitation has been used already. Please ask for a new one.
invitation-expired = This invitation has expired; it is good for 48 hours. Please ask for a new one.
invitation-has-access = You already have access as { $name }. The invitation stays unused.
invitation-accepted-by = ✅ <b>{ $name }</b> ({ $role }) accepted the invitation.

welcome = <b>Hello, { $name }.</b> This is the sales desk of { $company }.
welcome-customer = Just write what it is about, or send a photo: it becomes a case with a number, and you will hear from us.
welcome-rep = Write a customer, a place or a number to look it up. /visit logs a visit, /today shows the day.
welcome-admin = Write a customer, a place or a number to look it up. Send a customer list (CSV, XLSX) as a file. /invite brings colleagues in.
welcome-manager = Write a customer, a place or a number to look it up. /visits shows all visits, /team everybody with access.

help-button = Help
help-customer = <b>Help</b>
    Write what it is about, or send a photo, a voice message or a file: it becomes a case with a number.
    /complaint and /enquiry begin a new case
    /mine shows your cases and how they stand
    /company shows what we have on record about you
    /language changes the language
help-rep = <b>Help</b>
    Look up: just write what you have: “müller”, “huber augsburg”, “0171 3920042”, “10234”
    /visit logs a visit, in one sentence too: <i>/visit Müller yesterday 3pm: discussed quote, follow up in 2 weeks</i>
    /today shows visits, follow-ups and who is due for a visit
    /visits shows your visits, as a spreadsheet too
    /complaint takes down a complaint, in one sentence or under a photo too: <i>Complaint Huber: pallet broken</i>
    /cases shows your customers' cases
    /customer adds a customer
    /cancel ends what is open
    /language changes the language
help-admin = <b>Help</b>
    Look up: just write what you have: “müller”, “huber augsburg”, “0171 3920042”, “10234”
    Import customers: send the list (CSV or XLSX) as a file
    /customer adds a customer
    /visit logs a visit for a sales rep
    /today shows what is due, and what is overdue with others
    /visits shows all visits, as a spreadsheet too
    /cases shows all cases; replying to a message of a case answers the customer, /note stays among us
    /weekly shows the cases of a week in figures
    /complaint and /enquiry take down a case for a customer
    /answers keeps answers that are often given
    /invite brings somebody in, /team shows everybody with access
    /language changes the language
help-manager = <b>Help</b>
    Look up: just write what you have: “müller”, “huber augsburg”, “0171 3920042”, “10234”
    Import customers: send the list (CSV or XLSX) as a file
    /customer adds a customer
    /visit logs a visit for a sales rep
    /today shows what is due, and what is overdue with others
    /visits shows all visits, as a spreadsheet too
    /cases shows all cases; replying to a message of a case answers the customer, /note stays among us
    /weekly shows the cases of a week in figures
    /complaint and /enquiry take down a case for a customer
    /answers keeps answers that are often given
    /staffgroup gathers all cases in one group, each with a topic of its own
    /invite brings somebody in, /team shows everybody with access
    /language changes the language

language-question = <b>Language</b> · Which language would you like to read here?
language-de = Deutsch
language-en = English
language-chosen = In English from now on.

command-help = What you can do here
command-language = Change the language
command-cancel = End what is open
