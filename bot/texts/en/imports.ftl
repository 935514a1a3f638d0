# Importing customers: a table is checked, shown, taken over; and exported.
import-office-only = Customer lists are imported by the sales office. Please send the file there. A single customer you create with /customer.
import-checking = <b>{ $name }</b> · being checked
import-checking-rows = <b>{ $name }</b> · being checked, { $rows } rows so far
import-head = <b>{ $name }</b> · { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
import-found = { $new } new · { $changed } changed · { $unchanged } unchanged · { $refused } refused
import-more = … and { $count ->
    [one] one more row
   *[other] { $count } more rows
 }
import-line = Row { $line }: { $reason }
import-column = “{ $heading }”
import-and-more = { $rest ->
    [0] {""}
   *[other] {" "}and { $rest } more
}
import-unknown = { $count ->
    [one] I do not know the column { $columns }, it is left out
   *[other] I do not know the columns { $columns }{ import-and-more }, they are left out
}
import-duplicates = { $count ->
    [one] The column { $columns } is there several times, the first one counts
   *[other] The columns { $columns }{ import-and-more } are there several times, the first ones count
}
import-nothing = Nothing to import.
import-take = { $count ->
    [one] Import 1 customer
   *[other] Import { $count } customers
}
import-refused = Refused as a file
import-cancel = Cancel
import-go = Carry on
import-applying = <b>{ $name }</b> · being imported
import-applying-rows = <b>{ $name }</b> · being imported, { $rows } customers so far
import-done = ✅ <b>{ $name } is imported</b>
import-applied = { $new } new · { $changed } changed · { $unchanged } unchanged
import-done-refused = { $count ->
    [one] 1 row refused, it comes as a file with the reason in front
   *[other] { $count } rows refused, they come as a file with the reason in front
}
import-refused-caption = { $count ->
    [one] 1 refused row. Put it right in the file and send it again.
   *[other] { $count } refused rows. Put them right in the file and send it again.
}
import-refused-sheet = Refused
import-refused-name = refused
import-refused-gone = The refused rows are not kept any more. Please send the table again.
import-cancelled = <b>{ $name }</b> · cancelled. Nothing was imported.
import-failed = ⚠ <b>{ $name }</b> could not be checked. Nothing was imported; please send the file again.
import-stalled = ⚠ <b>{ $name }</b> has not been imported to the end. What is missing is kept.

import-busy = “{ $name }” is being imported just now. Please try again in a moment.
import-is-checking = The file is still being checked.
import-is-ready = The file is still waiting for your yes.
import-is-applying = The file is being imported already.
import-is-done = The file has been imported already.
import-is-dropped = This import was cancelled. Please send the file again.

import-missing-number = “{ $name }” has no column with the customer number. It is called Customer number, Customer No. or Ref, for example.
import-missing-name = “{ $name }” has no column with the name. It is called Company, Name or Customer, for example.
import-no-rows = “{ $name }” has no customers below its headings.
import-number-twice = Customer number “{ $number }” is already in row { $line }.
import-owner-unknown = Sales rep “{ $owner }” has no access here. Right is the name as /team shows it.
import-owner-several = Sales rep “{ $owner }” is ambiguous, several have that name. Please leave it empty and set it at the customer.

import-unreadable = The file “{ $name }” cannot be read: { $why }
import-resuming = “{ $name }” had not been imported to the end, that is done first.
import-dry-run = Dry run, nothing was imported.
import-refused-written = Refused rows, with the reason, are in { $path }.
export-sheet = Customers
export-done = { $count ->
    [one] 1 customer is in { $path }.
   *[other] { $count } customers are in { $path }.
}
export-ending = The file “{ $name }” has to end in .xlsx or .csv.
export-unwritable = The file “{ $name }” cannot be written: { $why }
