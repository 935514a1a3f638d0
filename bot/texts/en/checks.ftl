## Why a value, row or file is not taken, and what would be right.

number-have = { $have ->
    [0] no
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
    [12] twelve
   *[other] { $have }
}
number-need = { $need ->
    [4] four
    [5] five
    [9] nine
   *[other] { $need }
}

check-text-long = “{ $text }” has { $have } characters, at most { $most } are possible.
check-number-invisible = Customer number “{ $text }” contains invisible characters. Please type it again, for example 10234.

check-phone-signs = Phone number “{ $text }” contains more than digits. Right would be, for example, +49 821 123456, one number only.
check-phone-short = Phone number “{ $text }” is too short. Right would be, for example, +49 821 123456.
check-phone-long = Phone number “{ $text }” is too long. Right would be, for example, +49 821 123456.
check-phone-unknown = There is no phone number “{ $text }”. Right would be, for example, +49 821 123456, or 0821 123456 within Germany.

check-email-control = E-mail address “{ $text }” contains a line break or control characters. Please type it again, for example name@company.com.
check-email-several = “{ $text }” contains more than one @. One e-mail address only, please, for example name@company.com.
check-email-at = E-mail address “{ $text }” lacks the @. Right would be, for example, name@company.com.
check-email-form = “{ $text }” is not an e-mail address. Right would be, for example, name@company.com.

check-vat-country = VAT ID “{ $text }” does not start with the code of an EU country. Right would be, for example, DE136695976.
check-vat-digits = VAT ID “{ $text }” has { number-have } { $have ->
    [one] digit
   *[other] digits
}, { number-need } are needed.
check-vat-form = VAT ID “{ $text }” is not built the way this country issues them. Right would be, for example, DE136695976 or ATU13585627.
check-vat-checksum = VAT ID “{ $text }”: the check digit does not fit, probably a typing error.

check-iban-form = “{ $text }” is not an IBAN. It starts with the country and two check digits, for example DE89 3704 0044 0532 0130 00.
check-iban-country = IBAN “{ $text }”: the country { $country } has no IBANs. German ones start with DE.
check-iban-length = IBAN “{ $text }” has { $have } characters, { $need } are needed.
check-iban-checksum = IBAN “{ $text }”: the check digits do not fit, probably a typing error.

check-terms-form = Payment terms “{ $text }” are not a number of days. Right would be, for example, “30” or “30 days net”.
check-terms-range = Payment terms “{ $text }” are too long, 0 to { $most } days are possible.
check-interval-form = Visit interval “{ $text }” is not a number of days or weeks. Right would be, for example, “30” or “6 weeks”.
check-interval-range = Visit interval “{ $text }” is not possible, 1 to { $most } days are.

check-country = I do not know the country “{ $text }”. Right would be, for example, DE or Germany.
check-postal-code-signs = Postal code “{ $text }” contains more than digits, { number-need } digits are needed.
check-postal-code-digits = Postal code “{ $text }” has { number-have } { $have ->
    [one] digit
   *[other] digits
}, { number-need } are needed.

check-salutation = I do not know the salutation “{ $text }”. Right would be Ms, Mr or nothing.
check-language = I do not know the language “{ $text }”. German and English are possible.
check-class = There is no customer class “{ $text }”. A, B and C are possible.

customer-row-number = The customer number is missing.
customer-row-name = The customer’s name is missing.
customer-row-wide = The row has { $have ->
    [one] one field
   *[other] { $have } fields
}, the headings only { $most }. Probably a text contains the separator without being quoted.

table-empty = The file “{ $name }” is empty.
table-too-big = The file “{ $name }” has more than { $most } MB. Please split it into several files.
table-too-many-rows = The table has more than { $most } rows. Please split it into several files.
table-too-wide = Row { $row } has more than { $most } columns. Please export only the columns that are needed.
table-cell-long = In row { $row } a field has more than { $most } characters. Please shorten it; in a CSV file a quotation mark may be missing.
table-too-much-text = The table contains too much text. Please split it into several files.
table-no-headings = I find no headings that I know in the first { $rows } rows. One row should contain, for example, customer number, name, postal code and city.
table-kind = The file “{ $name }” is not a table that I can read. Please send it as XLSX or CSV.
table-old-excel = The file “{ $name }” is in the old Excel format or protected by a password. Please save it in Excel as XLSX or CSV without a password and send it again.
table-not-xlsx = The file “{ $name }” is named like an Excel file but is not one. Please send the table itself as XLSX or CSV.
table-not-csv = The file “{ $name }” is named like a text file but is not one. Please save it as CSV or XLSX.
table-utf7 = The file “{ $name }” is saved as UTF-7. Please save it as CSV in UTF-8.
table-broken = The file “{ $name }” is damaged. Please export it and send it again.
table-unsafe = The file “{ $name }” is built in an unusual way, so I do not open it. Please open it in Excel and save it anew as XLSX or CSV.
table-too-hard = The file “{ $name }” takes too much effort to read. Please save it as CSV or split it into several files.
