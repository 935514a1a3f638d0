# The demo: make demo.
demo-open = { $address }  Type “huber” in the phone on the left; in a minute a follow-up rings there. Stop with Ctrl+C.
demo-customer-writes = /enquiry Good morning, could the next delivery of flour come as early as half past five? Kind regards, Anna Huber
