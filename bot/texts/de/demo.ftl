# Die Vorführung: make demo.
demo-open = { $address }  Im linken Telefon „huber“ schreiben; in einer Minute klingelt dort eine Wiedervorlage. Ende mit Strg+C.
