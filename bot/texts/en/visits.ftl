# Visits: logging, changing, undoing, listing.
visit-form = a visit
visit-save = Save visit
visit-head = <b>Visit · { $customer }</b> ({ $customer_number })
visit-rep = <b>Who was there?</b>
visit-rep-unknown = Please tap one of the names.
visit-rep-gone = This person no longer has access. Please log the visit anew.
visit-customer = <b>Whom did you visit?</b> Write a name, a place or a number, or:
visit-customer-which = <b>Which { $name }?</b>
visit-customer-none = None of these
visit-customer-kind = Here I need the customer: a name, a place or a number.
visit-customer-unknown = I cannot find “{ $words }”. Part of the name, the place or the customer number will do, such as “huber augsburg”.
visit-customer-change = Customer
visit-found = <b>Found:</b>
visit-choice = { $name }
visit-by = 👤 { $rep }
visit-at = When was the visit? For example “yesterday 3 pm” or “20 November 9:30”.
visit-at-which = When exactly was the visit?
visit-at-hour = { $day }: At what time? Tap or write, such as “14:30”.
visit-at-kind = Here I need a day or a time, such as “yesterday 3 pm”.
visit-at-unknown = I cannot read that as a time. “yesterday 3 pm”, “Friday 9:30” or “20 November” would do.
visit-at-future = That is in the future. A visit is logged once it has been, such as “today 9 am”.
visit-at-change = Time
visit-time = 📅 { $at }
visit-which_follow_up = When to follow up?
visit-result = How did it go?
visit-result-change = Result
visit-result-line = Result: { $result }
visit-result-order = Order
visit-result-quote_wanted = Quote wanted
visit-result-interested = Interested
visit-result-no_need = No need
visit-result-not_met = Not met
visit-result-problem = Problem
visit-result-other = Other
visit-notes = A note? Text, voice, photo, file, several too.
visit-notes-change = Note
visit-notes-drop = Delete the text
visit-notes-kind = As a note I take text, voice messages, photos, videos and files.
visit-notes-long = The note is getting too long; 12,000 characters fit. Please send more as a file.
visit-notes-line = 💬 { $notes }
visit-files-line = 📎 { $what }
visit-count-photo = { $count ->
    [one] 1 photo
   *[other] { $count } photos
 }
visit-count-voice = { $count ->
    [one] 1 voice message
   *[other] { $count } voice messages
 }
visit-count-video = { $count ->
    [one] 1 video
   *[other] { $count } videos
 }
visit-count-video_note = { $count ->
    [one] 1 video message
   *[other] { $count } video messages
 }
visit-count-animation = { $count ->
    [one] 1 animation
   *[other] { $count } animations
 }
visit-count-audio = { $count ->
    [one] 1 sound file
   *[other] { $count } sound files
 }
visit-count-document = { $count ->
    [one] 1 file
   *[other] { $count } files
 }
visit-file-big = This file is over 20 MB, which is all that Telegram hands out. Please send it smaller, as a photo for instance.
visit-files-many = No more than { $most } files fit a visit.
visit-file-late = ⚠ I could not keep a copy of a file yet. It is at Telegram and can still be opened from the visit.
visit-follow_up = Follow up? A day, or in words such as “Friday 10 am”.
visit-follow_up-change = Follow-up
visit-follow-up-line = ⏰ Follow up: { $due }
visit-search = Search instead

visit-saved = ✅ <b>Visit { $number } saved</b> · { $customer }, { $at }
visit-changed = ✅ <b>Visit { $number } changed</b> · { $customer }, { $at }
visit-attach = Add a photo
visit-undo = Undo
visit-undo-late = Visit { $number } was saved more than ten minutes ago; you can change it here.
visit-undone = Visit { $number } is taken back.
visit-was-undone = Visit { $number } is taken back.
visit-log-again = Log anew
visit-head-saved = <b>Visit { $number } · { $customer }</b> ({ $customer_number })
visit-edit = Edit
visit-show-files = Files
visit-file-of = Visit { $number }
visit-versions = Earlier versions
visit-versions-head = <b>Visit { $number } · earlier versions</b>
visit-version = Until { $changed_at } ({ $by }): { $result }. { $notes }
visit-open-customer = Open customer

visit-files-form = files for a visit
visit-files-save = Attach
visit-files-head = <b>Visit { $number }</b>
visit-files-notes = Send a photo, a voice message or a file, several too.
visit-files-notes-change = Files
visit-files-kind = Here I take photos, videos, voice messages and files.

visits-mine = <b>My visits</b> · { $span }
visits-all-reps = <b>All visits</b> · { $span }
visits-of = <b>Visits by { $name }</b> · { $span }
visits-week = this week
visits-month = this month
visits-all = from the start
visits-week-button = Week
visits-month-button = Month
visits-all-button = All
visits-count = { $count ->
    [0] No visit
    [one] 1 visit
   *[other] { $count } visits
 }
visits-one = { $at } · { $customer }
visits-newer = Newer
visits-older = Older
visits-whose = Who
visits-whose-question = <b>Visits</b> · By whom?
visits-rep = { $name }
visits-everybody = By everybody
visits-table = As a table
visits-table-comes = The table is on its way.
visits-table-made = { $count ->
    [one] 1 visit
   *[other] { $count } visits
 } as a table
visits-table-failed = ⚠ The table could not be made. Please try again later.
visits-sheet = Visits
visits-column-number = Number
visits-column-at = Time
visits-column-rep = Rep
visits-column-customer-number = Customer number
visits-column-customer = Customer
visits-column-result = Result
visits-column-notes = Note

command-visit = Log a visit
command-visits = Visits, as a table too
visit-case = Complaint
