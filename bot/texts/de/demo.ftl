# Die Vorführung: make demo.
demo-open = { $address }  Im linken Telefon „huber“ schreiben; in einer Minute klingelt dort eine Wiedervorlage. Ende mit Strg+C.
demo-customer-writes = /anfrage Guten Tag, kann die nächste Mehllieferung schon um halb sechs kommen? Viele Grüße, Anna Huber
