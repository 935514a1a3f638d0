# Die Teamgruppe: eine Gruppe mit einem Thema für jeden Vorgang.
command-staffgroup = Eine Gruppe für alle Vorgänge

staff-group-how = <b>Teamgruppe: alle Vorgänge in einer Gruppe, jeder mit eigenem Thema.</b>
    1. Gruppe anlegen, in ihren Einstellungen „Themen“ einschalten.
    2. Mich hinzufügen und zum Administrator machen, mit dem Recht „Themen verwalten“.
    3. In der Gruppe /teamgruppe schreiben.
staff-group-no-topics = Diese Gruppe hat keine Themen. Bitte in den Einstellungen der Gruppe „Themen“ einschalten, dann noch einmal.
staff-group-not-seen = Ich konnte diese Gruppe gerade nicht ansehen. Bitte noch einmal.
staff-group-no-rights = Ich darf hier keine Themen anlegen. Bitte machen Sie mich zum Administrator mit dem Recht „Themen verwalten“, dann noch einmal.
staff-group-again = Noch einmal
staff-group-offer = <b>Diese Gruppe zur Teamgruppe von { $company } machen?</b>
    Alle { $members } Mitglieder sehen dann, was Kunden in ihren Vorgängen schreiben und schicken. Sind es nur Mitarbeiter?
staff-group-instead = Die bisherige Teamgruppe bekommt dann nichts mehr.
staff-group-yes = Ja, nur Mitarbeiter
staff-group-no = Nein
staff-group-left = Gut, hier kommt nichts hin.
staff-group-is = ✅ <b>Das ist die Teamgruppe.</b> Jeder offene Vorgang bekommt hier sein Thema.
staff-group-use = Was Sie in ein Thema schreiben, geht an den Kunden. Was mit // beginnt, bleibt unter uns.
staff-group-end = Teamgruppe beenden
staff-group-ended = Das ist nicht mehr die Teamgruppe. Vorgänge kommen wieder in den privaten Chat. Was hier steht, löschen Sie bitte selbst.
staff-group-no-more = ⚠ Das ist nicht mehr die Teamgruppe: Davon ging nichts an den Kunden.
staff-group-away = ⚠ <b>Ich kann in der Teamgruppe nicht mehr schreiben.</b> Vorgänge kommen so lange in den privaten Chat. Bitte schalten Sie dort „Themen“ ein und machen Sie mich zum Administrator mit dem Recht „Themen verwalten“, dann schreiben Sie dort /teamgruppe. Gibt es die Gruppe nicht mehr, geht das auch in einer neuen.
staff-group-back = ✅ Ich kann in der Teamgruppe wieder schreiben.
staff-group-outsider = ⚠ <b>{ $name } ist in der Teamgruppe, hat aber hier keine Aufgabe</b> und kann dort alles lesen, was Kunden schreiben. Bitte einladen (/einladen) oder aus der Gruppe nehmen.
staff-group-no-role = ⚠ { $name } hat hier keine Aufgabe: Davon ging nichts an den Kunden.
staff-group-anonymous = ⚠ Wer als Gruppe schreibt, bleibt für mich unbekannt: Davon ging nichts an den Kunden. Bitte schreiben Sie unter Ihrem eigenen Namen.
staff-group-no-commands = Befehle gelten nur im privaten Chat; davon ging nichts an den Kunden.
