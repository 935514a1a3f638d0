# Hereinkommen: Einladung, Begrüßung, Hilfe, Sprache.
role-customer = Ansprechpartner eines Kunden
role-rep = Außendienst
role-admin = Vertriebsinnendienst
role-manager = Vertriebsleitung

invitation-question = <b>Einladung von { $company }</b>
invitation-as = { $name }, { $role }
invitation-accept = Einladung annehmen
invitation-unknown = Diese Einladung kenne ich nicht. Bitte lassen Sie sich eine neue schicken.
invitation-used = Diese Einladung ist schon benutzt worden. Bitte lassen Sie sich eine neue schicken.
invitation-expired = Diese Einladung ist abgelaufen; sie gilt 48 Stunden. Bitte lassen Sie sich eine neue schicken.
invitation-has-access = Sie haben schon Zugang als { $name }. Die Einladung bleibt unbenutzt.
invitation-accepted-by = ✅ <b>{ $name }</b> ({ $role }) hat die Einladung angenommen.

welcome = <b>Guten Tag, { $name }.</b> Hier ist der Innendienst von { $company }.
welcome-customer = Schreiben Sie einfach, worum es geht, oder schicken Sie ein Foto: Daraus wird ein Vorgang mit Nummer, und Sie hören von uns.
welcome-rep = Schreiben Sie einen Kunden, einen Ort oder eine Nummer, um nachzuschlagen. /besuch hält einen Besuch fest, /heute zeigt den Tag.
welcome-admin = Schreiben Sie einen Kunden, einen Ort oder eine Nummer, um nachzuschlagen. Eine Kundenliste (CSV, XLSX) schicken Sie als Datei. /einladen holt Kollegen dazu.
welcome-manager = Schreiben Sie einen Kunden, einen Ort oder eine Nummer, um nachzuschlagen. /besuche zeigt alle Besuche, /team alle mit Zugang.

help-button = Hilfe
help-customer = <b>Hilfe</b>
    Schreiben Sie, worum es geht, oder schicken Sie ein Foto, eine Sprachnachricht oder eine Datei: Daraus wird ein Vorgang mit Nummer.
    /reklamation und /anfrage beginnen einen neuen Vorgang
    /meine zeigt Ihre Vorgänge und ihren Stand
    /firma zeigt Ihre Stammdaten bei uns
    /sprache stellt die Sprache um
help-rep = <b>Hilfe</b>
    Nachschlagen: einfach schreiben, was Sie haben: „müller“, „huber augsburg“, „0171 3920042“, „10234“
    /besuch hält einen Besuch fest, auch in einem Satz: <i>/besuch Müller gestern 15 Uhr: Angebot besprochen, Wiedervorlage in 2 Wochen</i>
    /heute zeigt Besuche, Wiedervorlagen und wer einen Besuch braucht
    /besuche zeigt Ihre Besuche, auch als Tabelle
    /reklamation nimmt eine Reklamation auf, auch in einem Satz oder unter einem Foto: <i>Reklamation Huber: Palette kaputt</i>
    /faelle zeigt die Vorgänge Ihrer Kunden
    /kunde legt einen Kunden an
    /abbrechen beendet, was gerade offen ist
    /sprache stellt die Sprache um
help-admin = <b>Hilfe</b>
    Nachschlagen: einfach schreiben, was Sie haben: „müller“, „huber augsburg“, „0171 3920042“, „10234“
    Kunden übernehmen: die Liste (CSV oder XLSX) als Datei schicken
    /kunde legt einen Kunden an
    /besuch hält einen Besuch für den Außendienst fest
    /heute zeigt, was ansteht, auch Überfälliges anderer
    /besuche zeigt alle Besuche, auch als Tabelle
    /faelle zeigt alle Vorgänge; auf eine Nachricht des Vorgangs antworten heißt: dem Kunden antworten, /notiz bleibt unter uns
    /wochenbericht zeigt die Woche der Vorgänge in Zahlen
    /reklamation und /anfrage nehmen einen Vorgang für einen Kunden auf
    /textbausteine hält Antworten bereit, die öfter gegeben werden
    /einladen holt jemanden dazu, /team zeigt alle mit Zugang
    /sprache stellt die Sprache um
help-manager = <b>Hilfe</b>
    Nachschlagen: einfach schreiben, was Sie haben: „müller“, „huber augsburg“, „0171 3920042“, „10234“
    Kunden übernehmen: die Liste (CSV oder XLSX) als Datei schicken
    /kunde legt einen Kunden an
    /besuch hält einen Besuch für den Außendienst fest
    /heute zeigt, was ansteht, auch Überfälliges anderer
    /besuche zeigt alle Besuche, auch als Tabelle
    /faelle zeigt alle Vorgänge; auf eine Nachricht des Vorgangs antworten heißt: dem Kunden antworten, /notiz bleibt unter uns
    /wochenbericht zeigt die Woche der Vorgänge in Zahlen
    /reklamation und /anfrage nehmen einen Vorgang für einen Kunden auf
    /textbausteine hält Antworten bereit, die öfter gegeben werden
    /teamgruppe sammelt alle Vorgänge in einer Gruppe, jeder mit eigenem Thema
    /einladen holt jemanden dazu, /team zeigt alle mit Zugang
    /sprache stellt die Sprache um

language-question = <b>Sprache</b> · In welcher Sprache möchten Sie hier lesen?
language-de = Deutsch
language-en = English
language-chosen = Ab jetzt auf Deutsch.

command-help = Was Sie hier tun können
command-language = Sprache umstellen
command-cancel = Beenden, was offen ist
