# Customers: looking up, card, editing, adding; a contact's own company.
command-customer = Add a customer
command-company = What we have on record about you

customer-unknown = I cannot find this customer.
customer-not-yours = Somebody else looks after this customer. Only they or the office can change it.

customer-which-many = <b>Many match “{ $words }”</b>, here are the first { $count }. With the place or more of the name there will be fewer.
customer-which = <b>{ $count } match “{ $words }”</b>
customer-perhaps = <b>Did you mean …?</b>
customer-nobody = I find nobody for <b>“{ $words }”</b>.
customer-try = Try a part of the name, name and place, the customer number or a piece of the phone number.
customer-choice = { $value }
customer-new-button = Add customer

customer-head = <b>{ $name }</b> · { $number }
customer-head-class = <b>{ $name }</b> · { $number } · { $grade } customer
customer-place = 📍 { $place }
customer-call = ☎ { $who }: { $phone }
customer-phone = ☎ { $phone }
customer-person = Contact: { $who }
customer-last-visit = Last visit: { $day } ({ $rep }), { $result }
customer-next-step = Next step: { $what }, { $due }
customer-step = follow up
customer-likes = Likes: { $what }
customer-ms = Ms
customer-mr = Mr

customer-visit = Visit
customer-follow-up = Follow-up
customer-contacts = Contacts
customer-edit = Edit
customer-history = History
customer-map = Map
customer-open = Open customer
customer-undo = Undo

customer-contact = { $who }
    { $reach }
customer-mail = { $email }
customer-no-contacts = No contacts yet.

customer-deed = { $at } · { $who }: { $what }
customer-created = added
customer-changed = { $what }: { $old } → { $new }
customer-by-import = Import
customer-visited = Visit: { $day } ({ $rep }), { $result }
customer-no-history = Nothing yet.
customer-nothing = –

customer-edit-which = Change what?
customer-edit-part = { $part }: change what?
customer-edit-form = Change to a customer
customer-edit-save = Change
customer-edit-head = <b>{ $name }</b> · { $field }
customer-so-far = So far: { $value }
customer-clear = Clear
customer-change-saved = ✅ { $what }
customer-changed-meanwhile = ⚠ { $who } has changed this meanwhile: { $what }. If your value is to count, please write it again.
customer-changed-since = ⚠ This has been changed meanwhile. If your value is to count, please write it again.
customer-unchanged = It was so already.
customer-undone = ✅ Taken back.
customer-undo-late = Taking back works for ten minutes. “Edit” lets you change it further.
customer-undo-changed = This has changed since. “Edit” lets you change it further.
customer-text-wanted = Please write it as text.
customer-owner-unknown = I cannot tell who in the team “{ $name }” is. Please tap one of the names.
customer-name-missing = A customer needs a name, for example “Huber Bakery Ltd”.

customer-addresses = Addresses
customer-address-billing = Billing address
customer-address-correspondence = Postal address
customer-address-delivery = Delivery address
customer-contact-new = New contact
customer-contact-at = Contact { $position }
customer-contact-named = { $who }
customer-field-of = { $part } · { $field }
customer-days = { $days ->
    [0] at once
    [one] { $days } day
   *[other] { $days } days
}

customer-field-name = Name
customer-field-number = Number
customer-field-grade = Class
customer-field-owner = Looked after by
customer-field-phone = Phone
customer-field-mobile = Mobile
customer-field-email = E-mail
customer-field-preferences = Preferences
customer-field-notes = Notes
customer-field-visit-interval = Visit interval
customer-field-payment-terms = Payment terms
customer-field-iban = IBAN
customer-field-vat = VAT ID
customer-field-invoice-email = Invoice e-mail
customer-field-street = Street
customer-field-street2 = Extra line
customer-field-place = Postcode and town
customer-field-postal-code = Postcode
customer-field-city = Town
customer-field-country = Country
customer-field-full-name = Name
customer-field-salutation = Salutation
customer-field-title = Title
customer-field-first-name = First name
customer-field-last-name = Last name
customer-field-function = Function
customer-field-language = Language

customer-ask-name = What is the company called?
customer-ask-grade = Which class?
customer-ask-owner = Who looks after the customer?
customer-ask-phone = Which phone number? For example 0821 123456.
customer-ask-mobile = Which mobile number? For example 0171 1234567.
customer-ask-email = Which e-mail address?
customer-ask-preferences = What does the customer like? For example “organic flour, delivery before 6 am”.
customer-ask-notes = Which note?
customer-ask-visit-interval = How often to visit? For example “30 days” or “6 weeks”.
customer-ask-payment-terms = Which payment terms? For example “30 days”.
customer-ask-iban = Which IBAN?
customer-ask-vat = Which VAT ID? For example DE136695976.
customer-ask-invoice-email = Which e-mail address do invoices go to?
customer-ask-street = Street and house number?
customer-ask-street2 = Which extra line? For example “Building 3, gate 2”.
customer-ask-place = Postcode and town? For example “86150 Augsburg”.
customer-ask-country = Which country?
customer-ask-full-name = What is the person called? For example “Ms Dr Anna Huber”.
customer-ask-salutation = Which salutation?
customer-ask-function = Which function? For example “Purchasing”.
customer-ask-language = Which language?

customer-new-form = New customer
customer-new-save = Add customer
customer-new-head = <b>New customer · { $name }</b>
customer-new-name = What is the company called?
customer-new-twin = Is it one of these?
customer-new-anyway = Add anyway
customer-new-place = Postcode and town? For example “86150 Augsburg”.
customer-new-contact = Who is the contact there? Name, with a phone number if you like: “Ms Anna Huber, 0821 123456”.
customer-new-phone = Phone number? For example 0821 123456.
customer-new-number = The customer number will be { $number }. Write another one if you prefer.
customer-new-saved = ✅ Customer { $number } added.
customer-number-taken = Number { $number } belongs to { $name } already. Please choose another.
customer-number-missing = Please write a customer number, for example 10234.

company-head = <b>{ $name }</b>
company-number = Your customer number with us: { $number }
company-our-contact = Your contact here: { $name }
company-wrong = Something not right? Write it here and we will see to it.
customer-case = Complaint
