# The staff group: a group with a topic for every case.
command-staffgroup = One group for all cases

staff-group-how = <b>Staff group: all cases in one group, each with a topic of its own.</b>
    1. Make a group and switch on “Topics” in its settings.
    2. Add me and make me an administrator with the right “Manage topics”.
    3. Write /staffgroup in the group.
staff-group-no-topics = This group has no topics. Please switch on “Topics” in the group's settings, then try again.
staff-group-not-seen = I could not look at this group just now. Please try again.
staff-group-no-rights = I may not open topics here. Please make me an administrator with the right “Manage topics”, then try again.
staff-group-again = Try again
staff-group-offer = <b>Make this group the staff group of { $company }?</b>
    All { $members } members will see what customers write and send in their cases. Are they all staff?
staff-group-instead = The present staff group will get nothing any more.
staff-group-yes = Yes, all are staff
staff-group-no = No
staff-group-left = Fine, nothing will come here.
staff-group-is = ✅ <b>This is the staff group.</b> Every open case gets its topic here.
staff-group-use = What you write in a topic goes to the customer. What begins with // stays among us.
staff-group-end = End staff group
staff-group-ended = This is no longer the staff group. Cases come into the private chat again. Please delete what is here yourselves.
staff-group-no-more = ⚠ This is no longer the staff group: nothing of this went to the customer.
staff-group-away = ⚠ <b>I cannot write in the staff group any more.</b> Until I can, cases come into the private chat. Please switch on “Topics” there and make me an administrator with the right “Manage topics”, then write /staffgroup there. If the group is gone, a new one will do.
staff-group-back = ✅ I can write in the staff group again.
staff-group-outsider = ⚠ <b>{ $name } is in the staff group without a role here</b> and can read there all that customers write. Please invite them (/invite) or take them out of the group.
staff-group-no-role = ⚠ { $name } has no role here: nothing of this went to the customer.
staff-group-anonymous = ⚠ Whoever writes as the group stays unknown to me: nothing of this went to the customer. Please write under your own name.
staff-group-no-commands = Commands are for the private chat; nothing of this went to the customer.
