# Canned answers: what is often answered.
command-answers = Canned answers to choose from

canned-head = <b>Canned answers</b> · { $count }
canned-none = <b>No canned answer yet.</b> It is an answer that you give often: whoever answers in a case has it as a button.
canned-none-here = No canned answer yet. In the private chat /answers makes one.
canned-one = { $title }
canned-button = Canned answers
canned-new = New canned answer
canned-earlier = Previous page
canned-later = Next page
canned-all = All ({ $count })
canned-card = <b>{ $title }</b>
canned-words = { $words }
canned-edit-title = Change title
canned-edit-words = Change text
canned-delete = Delete
canned-undo = Undo
canned-saved = ✅ Saved; whoever answers in a case has it as a button now.
canned-changed = ✅ Changed
canned-changed-meanwhile = ⚠ { $who } has changed this meanwhile. If it is to be different all the same, please send it once more.

canned-new-form = a new canned answer
canned-new-save = Save
canned-new-head = <b>New canned answer</b>
canned-new-named = <b>New canned answer</b> · { $title }
canned-change-form = the change of a canned answer
canned-change-save = Save
canned-so-far = So far, tap to copy: <code>{ $words }</code>
canned-ask-title = Which title? It stands on the button and has at most { $most } characters, for example: Delivery delayed
canned-ask-words =
    Which text? It has at most { $most } characters, and these placeholders are filled in by themselves:
    { $known }
canned-means = { $placeholder } – { $means }
canned-means-customer = the customer's company
canned-means-contact = who reads it
canned-means-number = the number of the case
canned-means-name = who writes
canned-means-company = our company

canned-which = Which canned answer? You see it here before it goes out.
canned-not-sent = There is something new in { $number }. Please read it first.
canned-goes =
    <b>This is how it goes to the customer.</b>
    { $words }
canned-shown =
    <b>This is how it goes out.</b> To say it differently, write words of your own instead.
    { $words }

canned-unknown = I cannot find this canned answer.
canned-is-deleted = “{ $title }” is deleted.
canned-undo-late = “{ $title }” was deleted a while ago. It can be brought back for ten minutes only.
canned-full = There cannot be more than { $most } canned answers. Please delete one first.
canned-title-wanted = I need a title with letters, for example: Delivery delayed
canned-text-wanted = I need that as text.
canned-brace = Curly braces stand around placeholders only, and each one that opens has one that closes. There are { $known }. Please put the text right and send it once more.
canned-placeholder = I do not know the placeholder “{ $name }”. There are { $known }. Please put the text right and send it once more.
canned-too-long = Filled in, this text does not fit into one message. Please shorten it.
